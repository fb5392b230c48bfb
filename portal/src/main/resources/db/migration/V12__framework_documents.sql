-- The file that a version was imported from, where its format has places that a framework has not. Never changed; a version that came otherwise may be given one once.
alter table framework_version add column document_format varchar(16);
alter table framework_version add column document text;
alter table framework_version add constraint document_has_format check ((document is null) = (document_format is null));
