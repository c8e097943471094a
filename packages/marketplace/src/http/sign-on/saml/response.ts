import { SignedXml } from 'xml-crypto'
import { fromMinutes, toIso } from '@loggia/kernel'
import type { WallInstant } from '@loggia/kernel'
import type { SignOnPerson } from '../../../sign-on/index.ts'
import { escapeXml, formatElement } from '../../xml.ts'
import { toAttributes } from '../claims.ts'
import type { SamlIdentity } from './identity.ts'
import { nameFormats, namespaces } from './names.ts'
import type { NameFormat, SignInClass } from './names.ts'

/** To whom a response goes, and which request it answers, if any. */
export type Addressee = {
  /** The entity id of an app, and the address to which it is posted. */
  readonly callbackUrl: string
  readonly requestId?: string | undefined
}
type Drawn = { readonly now: WallInstant; readonly draw: () => string }
export type Vouching = {
  readonly person: SignOnPerson
  readonly since: WallInstant
  readonly nameFormat: NameFormat
  readonly signInClass: SignInClass
}

/** For clocks that differ, and for browsers that are slow. */
const [earlierMs, validMs] = [fromMinutes(1), fromMinutes(5)]
const success = 'urn:oasis:names:tc:SAML:2.0:status:Success'

/**
 * Says who somebody is (saml-profiles-2.0-os §4.1.4.2). Response and assertion are signed each by itself: some programs
 * check the one and some the other, and what either holds cannot be moved into another document.
 */
export function formatResponse(
  identity: SamlIdentity,
  to: Addressee,
  { person, since, nameFormat, signInClass, now, draw }: Vouching & Drawn,
): string {
  const at = { NotOnOrAfter: toIso((now + validMs) as WallInstant) }
  const confirmation = formatElement(
    'saml:SubjectConfirmation',
    { Method: 'urn:oasis:names:tc:SAML:2.0:cm:bearer' },
    formatElement('saml:SubjectConfirmationData', {
      ...at,
      Recipient: to.callbackUrl,
      InResponseTo: to.requestId,
    }),
  )
  const name = nameOf(person, nameFormat, draw)
  const assertion = formatElement(
    'saml:Assertion',
    { 'xmlns:saml': namespaces.assertion, ID: draw(), Version: '2.0', IssueInstant: toIso(now) },
    formatElement('saml:Issuer', {}, escapeXml(identity.entityId)),
    formatElement(
      'saml:Subject',
      {},
      formatElement('saml:NameID', { Format: nameFormat }, escapeXml(name)),
      confirmation,
    ),
    formatElement(
      'saml:Conditions',
      { NotBefore: toIso((now - earlierMs) as WallInstant), ...at },
      formatElement(
        'saml:AudienceRestriction',
        {},
        formatElement('saml:Audience', {}, escapeXml(to.callbackUrl)),
      ),
    ),
    formatElement(
      'saml:AuthnStatement',
      { AuthnInstant: toIso(since), SessionIndex: draw() },
      formatElement('saml:AuthnContext', {}, formatElement('saml:AuthnContextClassRef', {}, signInClass)),
    ),
    formatElement('saml:AttributeStatement', {}, ...formatAttributes(person)),
  )
  const status = formatElement('samlp:StatusCode', { Value: success })
  const response = formatBody(identity, to, { status, assertion, now, draw })
  return signElement(identity, signElement(identity, response, assertionPath), '/*')
}

const assertionPath = "/*/*[local-name(.)='Assertion']"

/** Tells an app that wants nobody to be asked that nobody is signed in. */
export function formatNobody(identity: SamlIdentity, to: Addressee, drawn: Drawn): string {
  const status = formatElement(
    'samlp:StatusCode',
    { Value: 'urn:oasis:names:tc:SAML:2.0:status:Responder' },
    formatElement('samlp:StatusCode', { Value: 'urn:oasis:names:tc:SAML:2.0:status:NoPassive' }),
  )
  return signElement(identity, formatBody(identity, to, { status, assertion: '', ...drawn }), '/*')
}

function formatBody(
  { entityId }: SamlIdentity,
  { callbackUrl, requestId }: Addressee,
  { status, assertion, now, draw }: Drawn & { readonly status: string; readonly assertion: string },
): string {
  return formatElement(
    'samlp:Response',
    {
      'xmlns:samlp': namespaces.protocol,
      ID: draw(),
      Version: '2.0',
      IssueInstant: toIso(now),
      Destination: callbackUrl,
      InResponseTo: requestId,
    },
    formatElement('saml:Issuer', { 'xmlns:saml': namespaces.assertion }, escapeXml(entityId)),
    formatElement('samlp:Status', {}, status),
    assertion,
  )
}

function nameOf({ userId, userName }: SignOnPerson, format: NameFormat, draw: () => string): string {
  switch (format) {
    case nameFormats.userName:
      return userName
    case nameFormats.persistent:
      return userId
    case nameFormats.transient:
      return draw()
  }
}

const formatAttributes = (person: SignOnPerson): string[] =>
  Object.entries(toAttributes(person)).map(([name, value]) =>
    formatElement(
      'saml:Attribute',
      { Name: name, NameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic' },
      formatElement('saml:AttributeValue', {}, escapeXml(value)),
    ),
  )

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'

/** Signs an element by its id; the signature stands behind its issuer (saml-core-2.0-os §5.4). */
function signElement({ privateKey, certificate }: SamlIdentity, xml: string, path: string): string {
  const signed = new SignedXml({
    privateKey,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: exclusive,
    getKeyInfoContent: () =>
      formatElement('ds:X509Data', {}, formatElement('ds:X509Certificate', {}, certificate)),
  })
  signed.addReference({
    xpath: path,
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', exclusive],
  })
  const location = { reference: `${path}/*[local-name(.)='Issuer']`, action: 'after' } as const
  signed.computeSignature(xml, { prefix: 'ds', location })
  return signed.getSignedXml()
}
