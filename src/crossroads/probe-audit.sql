-- Could an audit entry be written now? Takes the lock that an insert takes, which needs the right to insert, and lets it go
-- again; waits half a second for who holds the table.
do $$
begin
  if current_setting('transaction_read_only')::boolean then
    raise exception using errcode = 'read_only_sql_transaction', message = 'the database takes no writes';
  end if;
  perform set_config('lock_timeout', '500ms', true);
  lock table only crossroads.audit in row exclusive mode;
end
$$;
