/** The path of OAuth 2.0 below the address of a company (oauth.md §3). */
export const oauthPath = '/api/v1/oauth2'
/** The same of CAS (oauth.md §11) and of SAML (§13). */
export const casPath = '/api/v1/cas'
export const samlPath = '/api/v1/saml2/idp'
