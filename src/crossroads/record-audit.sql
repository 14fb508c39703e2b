-- One commit for all questions that wait: their entries, the new end of the chain, and the marks of their signed messages.
-- Gives the marks that were not there before. Marks go in sorted: two processes that were sent the same messages in another
-- order would otherwise wait for each other.
with fresh as (
  insert into crossroads.seen_message (slot, digest)
  select slot, decode(digest, 'hex') from unnest($8::bigint[], $9::text[]) mark (slot, digest)
  order  by 1, 2
  on conflict do nothing
  returning digest
), head as (
  insert into crossroads.audit_head (chain, sequence, hash) values ($2, $10, decode($11, 'hex'))
  on conflict (chain) do update set sequence = excluded.sequence, hash = excluded.hash
), entries as (
  insert into crossroads.audit (received_at, chain, sequence, ticket, subject, persons, entry, hash)
  select received_at, $2, sequence, ticket, subject, persons::text[], entry::json, decode(hash, 'hex')
  from   unnest($1::timestamptz[], $3::bigint[], $4::uuid[], $5::text[], $12::text[], string_to_array($6, E'\x1e'), $7::text[])
         entry (received_at, sequence, ticket, subject, persons, entry, hash)
)
select encode(digest, 'hex') as digest from fresh
