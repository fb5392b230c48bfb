-- The CASE package that a version was imported from, as JSON, with what a framework has no place for. Never changed; a version that came otherwise may be given one once.
alter table framework_version add column case_package text;
