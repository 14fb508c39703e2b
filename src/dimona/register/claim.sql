-- Waits until nobody else decides about any of these ($2), and keeps them until the end of the transaction. They come in order, so that
-- two who wait for each other cannot be.
select pg_advisory_xact_lock($1, claimed.part) from unnest($2::int[]) with ordinality as claimed (part, place)
