import { createPrivateKey } from 'node:crypto'
import { escapeXml, formatElement } from '../../xml.ts'
import type { TenantProvider } from '../provider.ts'
import { samlPath } from '../paths.ts'
import { createCertificate } from './certificate.ts'
import { bindings, nameFormats, namespaces } from './names.ts'

/** A company as the apps of sellers know it by SAML. */
export type SamlIdentity = {
  readonly entityId: string
  readonly ssoUrl: string
  readonly privateKey: string
  /** In base64. */
  readonly certificate: string
}

export function createIdentity({ domain, tenant, key }: TenantProvider): SamlIdentity {
  const privateKey = createPrivateKey({ key, format: 'jwk' })
  return {
    entityId: `${domain}${samlPath}/metadata`,
    ssoUrl: `${domain}${samlPath}/sso`,
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    certificate: createCertificate(privateKey, tenant.tenantCode).toString('base64'),
  }
}

/** What sellers give their programs (saml-metadata-2.0-os §2.4.3). */
export function formatMetadata({ entityId, ssoUrl, certificate }: SamlIdentity): string {
  const key = formatElement(
    'ds:KeyInfo',
    { 'xmlns:ds': namespaces.signature },
    formatElement('ds:X509Data', {}, formatElement('ds:X509Certificate', {}, certificate)),
  )
  const descriptor = formatElement(
    'md:IDPSSODescriptor',
    { WantAuthnRequestsSigned: 'false', protocolSupportEnumeration: namespaces.protocol },
    formatElement('md:KeyDescriptor', { use: 'signing' }, key),
    ...Object.values(nameFormats).map((format) => formatElement('md:NameIDFormat', {}, escapeXml(format))),
    ...Object.values(bindings).map((binding) =>
      formatElement('md:SingleSignOnService', { Binding: binding, Location: ssoUrl }),
    ),
  )
  const attributes = { 'xmlns:md': namespaces.metadata, entityID: entityId }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${formatElement('md:EntityDescriptor', attributes, descriptor)}\n`
}
