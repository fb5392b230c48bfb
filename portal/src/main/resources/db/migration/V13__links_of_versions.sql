-- The versions of both frameworks that a link was proposed about: in another edition a code may mean something else. Null in those from before.
alter table link_proposal add column from_hash varchar(64);
alter table link_proposal add column to_hash varchar(64);
