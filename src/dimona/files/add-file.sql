-- A file that was dropped.
insert into dimona.file (name, sender, environment, customer, received_at, ticket, digest, state, errors, forms)
values ($1, $2, $3, $4, $5, $6, decode($7, 'hex'), $8, $9, $10)
returning id
