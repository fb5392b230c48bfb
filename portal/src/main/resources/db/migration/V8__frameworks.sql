-- Each version of a framework that was ever in use here. Never changed: the hash in a record leads to what the record is about.
create table framework_version (
  hash varchar(64) primary key,
  framework varchar(80) not null,
  edition varchar(80) not null,
  -- true where an institution imported it; null where it came with the product or a content folder
  imported boolean check (imported),
  -- YAML
  definition text not null,
  added_by varchar(64),
  added_at timestamp with time zone not null,
  unique (framework, edition, imported)
);
