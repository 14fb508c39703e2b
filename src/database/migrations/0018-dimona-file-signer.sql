-- By which certificate a file was signed: its fingerprint, once that is known to be a customer's.
alter table dimona.file add column signer text check (signer ~ '^[0-9a-f]{64}$');
