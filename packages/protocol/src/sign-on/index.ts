// The company's side of OAuth 2.0 (docs/spec/sign-on.md), as servers need it that play a marketplace. The marketplace itself
// has a library for it.
export { createGrants, readClient, signOnLives, unauthorized } from './grants.ts'
export type { Asking, Given, Grants, OauthAnswer, OauthClient } from './grants.ts'
export { readAuthorisation, writeCallback } from './authorisation.ts'
export type { Authorisation } from './authorisation.ts'
export { writeUser } from './user.ts'
export type { SignOnUser } from './user.ts'
export { openBrowser } from './browser.ts'
export type { Browser, Visited } from './browser.ts'
