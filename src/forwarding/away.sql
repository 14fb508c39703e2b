-- A receiver ($1) could not be reached, so often in a row ($2): it is tried again at $3, and why ($4).
update forwarding.receiver set failures = $2, due_at = $3, reason = $4 where customer = $1
