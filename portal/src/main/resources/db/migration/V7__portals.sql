-- The portals that share this database; each says again and again that it is there.
create table portal (
  id varchar(64) primary key,
  seen_at timestamp with time zone not null
);

-- The portal in whose process the lab lives. Null in labs of the time when there was but one.
alter table lab_session add column portal varchar(64);
