-- As many serials as there are declarations ($1).
select nextval('dimona.serial') as serial from generate_series(1, $1::int)
