import { inflateRawSync } from 'node:zlib'
import { DOMParser } from '@xmldom/xmldom'
import { signOnProblems } from '../../../sign-on/index.ts'
import { bindings, nameFormats, namespaces, signInClasses } from './names.ts'
import type { NameFormat, SignInClass } from './names.ts'

/** What an app asks for (saml-core-2.0-os §3.4.1), as far as it is heeded. */
export type AuthnRequest = {
  readonly id: string
  /** The entity id of the app. */
  readonly issuer: string
  readonly callbackUrl?: string | undefined
  readonly destination?: string | undefined
  readonly isAnew: boolean
  readonly isPassive: boolean
  readonly nameFormat: NameFormat
  readonly signInClass: SignInClass
}

const refuse = (error: string, description: string) => signOnProblems.refused({ error, description })
const malformed = () => refuse('InvalidRequest', 'Not an AuthnRequest of SAML 2.0')

/** Requests have a kilobyte, signed ones four. */
const mostBytes = 32 * 1024

/** As it stands in an address (saml-bindings-2.0-os §3.4.4.1), or in a form. Throws `sign_on.refused`. */
export function readAuthnRequest(encoded: string, isDeflated: boolean): AuthnRequest {
  const bytes = Buffer.from(encoded, 'base64')
  if (bytes.length > mostBytes) throw malformed()
  return fromXml((isDeflated ? inflate(bytes) : bytes).toString('utf8'))
}

function inflate(bytes: Buffer): Buffer {
  try {
    return inflateRawSync(bytes, { maxOutputLength: mostBytes })
  } catch {
    throw malformed()
  }
}

function fromXml(xml: string): AuthnRequest {
  const root = parse(xml)
  if (!isNamed(root, 'protocol', 'AuthnRequest')) throw malformed()
  const read = (name: string): string | undefined => root.getAttribute(name) || undefined
  const id = read('ID') ?? ''
  if (read('Version') !== '2.0' || !/^[A-Za-z_][\w.-]{0,255}$/.test(id)) throw malformed()
  if ((read('ProtocolBinding') ?? bindings.post) !== bindings.post)
    throw refuse('UnsupportedBinding', 'Responses are posted')
  if (findChild(root, 'assertion', 'Subject'))
    throw refuse('RequestUnsupported', 'Nobody is asked for by name')
  return {
    id,
    issuer: findChild(root, 'assertion', 'Issuer')?.textContent?.trim() ?? '',
    callbackUrl: read('AssertionConsumerServiceURL'),
    destination: read('Destination'),
    isAnew: isTrue(read('ForceAuthn')),
    isPassive: isTrue(read('IsPassive')),
    nameFormat: chooseNameFormat(root),
    signInClass: chooseSignInClass(root),
  }
}

const isTrue = (text: string | undefined): boolean => text === 'true' || text === '1'

/**
 * Only elements, attributes and text. Declarations (of types, of entities), comments and instructions have no place in
 * a request, and are what attacks on readers of XML are made of.
 */
function parse(xml: string): Element {
  if (/<!|<\?(?!xml )|.<\?|[^>\s]\s*$/s.test(xml)) throw malformed()
  const onFault = (): never => {
    throw malformed()
  }
  const errorHandler = { warning: onFault, error: onFault, fatalError: onFault }
  const { documentElement: root } = new DOMParser({ errorHandler }).parseFromString(xml, 'text/xml')
  return root ?? onFault()
}

const isNamed = (element: Element, namespace: keyof typeof namespaces, name: string): boolean =>
  element.namespaceURI === namespaces[namespace] && element.localName === name

const listChildren = (of: Element, namespace: keyof typeof namespaces, name: string): Element[] =>
  [...Array(of.childNodes.length).keys()]
    .map((index) => of.childNodes.item(index))
    .filter((node) => node.nodeType === 1)
    .map((node) => node as Element)
    .filter((element) => isNamed(element, namespace, name))

/** Throws if there are several. */
function findChild(of: Element, namespace: keyof typeof namespaces, name: string): Element | undefined {
  const [found, ...others] = listChildren(of, namespace, name)
  if (others.length > 0) throw malformed()
  return found
}

function chooseNameFormat(root: Element): NameFormat {
  const asked = findChild(root, 'protocol', 'NameIDPolicy')?.getAttribute('Format') || nameFormats.userName
  const found = Object.values(nameFormats).find((format) => format === asked)
  if (!found) throw refuse('InvalidNameIDPolicy', 'unspecified, persistent and transient are offered')
  return found
}

/** The best of those that the app takes. */
function chooseSignInClass(root: Element): SignInClass {
  const context = findChild(root, 'protocol', 'RequestedAuthnContext')
  if (!context) return signInClasses[0]
  const asked = listChildren(context, 'assertion', 'AuthnContextClassRef').map((one) =>
    one.textContent?.trim(),
  )
  const found = signInClasses.find((one) => asked.includes(one))
  if (!found) throw refuse('NoAuthnContext', 'People sign in with a password')
  return found
}
