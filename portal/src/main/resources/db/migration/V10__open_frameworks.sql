-- Whether people who are not signed in, and other programs, may read an imported framework (CASE). What came with the product is open anyway.
alter table framework_version add column open_to_all boolean default false not null;
