-- Files as they stand.
select id, name, sender, environment, number, customer, signer, (extract(epoch from received_at) * 1000)::bigint as "receivedAt",
       ticket, encode(digest, 'hex') as digest, state, errors, forms, results
from   dimona.file
