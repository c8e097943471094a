/** Names of SAML 2.0 (saml-core-2.0-os, saml-bindings-2.0-os) that several files use. */
export const namespaces = {
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
} as const

export const bindings = {
  redirect: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  post: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
} as const

/**
 * How somebody is named: by their user name, by an id that says nothing, or by one that is new each time. Not by their
 * email: nobody has proved that it is theirs.
 */
export const nameFormats = {
  userName: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  transient: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
} as const
export type NameFormat = (typeof nameFormats)[keyof typeof nameFormats]

/** How somebody has signed in. Which second factor it was is not said. */
export const signInClasses = [
  'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
  'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
  'urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified',
] as const
export type SignInClass = (typeof signInClasses)[number]
