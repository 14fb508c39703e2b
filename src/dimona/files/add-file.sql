-- A file that was dropped.
insert into dimona.file (name, sender, environment, customer, signer, received_at, ticket, digest, state, errors, forms, number)
values ($1, $2, $3, $4, $5, $6, $7, decode($8, 'hex'), $9, $10, $11, $12)
returning id
