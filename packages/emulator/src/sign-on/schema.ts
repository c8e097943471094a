/** What a seller’s server asks at the address of the company. */
export const signOnActivities = ['token', 'userinfo'] as const
export type SignOnActivity = (typeof signOnActivities)[number]

export type SignInAsk = {
  /** The address at which the app starts a sign-in. */
  readonly start: string
  /** The user name of somebody of the company. Without one, the marketplace refuses, with `access_denied`. */
  readonly person?: string | undefined
}
/** Where the browser of somebody who signed in ended. */
export type SignedIn = {
  readonly url: string
  readonly status: number
  readonly body: string
  /** The cookies that the app has set, by their names. */
  readonly cookies: Readonly<Record<string, string>>
}
