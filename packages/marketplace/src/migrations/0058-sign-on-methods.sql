-- How an app signs people on decides where a click on it leads.
alter table app_credential drop constraint app_credential_method_check;
alter table app_credential add constraint app_credential_method_check check (method in ('oauth2', 'cas', 'saml2', 'sdk'));
alter table app_credential drop constraint app_credential_check;
alter table app_credential add constraint app_credential_callback check (method = 'sdk' or callback_url is not null);
