-- DimonaService v1: declarations come by SOAP too, and institutions ask for the periods and relations of a person.
alter table dimona.declaration drop constraint declaration_channel_check;
alter table dimona.declaration add constraint declaration_channel_check check (channel in ('REST', 'XML', 'WEB', 'SOAP'));

-- A period keeps the number under which its worker was declared: those that were replaced are looked for too.
create index person_replaced_by on persons.person (replaced_by) where known_until = 'infinity' and replaced_by is not null;

create index relation_anywhere on dimona.relation (ssin) where known_until = 'infinity';
