import { Icon } from '@loggia/ui'
import { useRef, useState } from 'react'
import { useApi } from '../frame.tsx'
import { paths } from '../links.ts'
import { companySignInTexts } from './company-texts.ts'
import { readDomain } from './email-domain.ts'

type Found = { readonly name: string; readonly enforced: boolean; readonly domain: string }
export type CompanyWay = {
  /** The company that the typed email’s domain belongs to. */
  readonly company: Found | undefined
  /** Whether the password is not asked for, since the company requires its own way. */
  readonly isBound: boolean
  look(email: string): Promise<Found | undefined>
  insist(): void
}

/**
 * Which company signs in people with an email; only its domain is asked for. Whoever connects an account signs in to it
 * in their own way.
 */
export function useCompanyWay(next: string): CompanyWay {
  const api = useApi()
  const [company, setCompany] = useState<Found>()
  const [insists, setInsists] = useState(false)
  const looked = useRef<{ readonly domain: string; readonly found: Promise<Found | undefined> }>(undefined)
  const isOff = insists || next === paths.companySignIn()
  const ask = async (domain: string): Promise<Found | undefined> => {
    const answer = await api.request('GET /api/company-sign-in', { query: { domain } }).catch(() => undefined)
    return answer?.company && { ...answer.company, domain }
  }
  const look = async (email: string): Promise<Found | undefined> => {
    const domain = isOff ? undefined : readDomain(email)
    if (domain === undefined) {
      setCompany(undefined)
      return undefined
    }
    if (looked.current?.domain !== domain) looked.current = { domain, found: ask(domain) }
    const found = await looked.current.found
    if (looked.current.domain === domain) setCompany(found)
    return found
  }
  return {
    company: isOff ? undefined : company,
    isBound: !isOff && company?.enforced === true,
    look,
    insist: () => setInsists(true),
  }
}

/** The way to the company of the typed email. */
export function CompanyNote(props: {
  readonly way: CompanyWay
  readonly email: string
  readonly next: string
  readonly isAnew: boolean
}) {
  const texts = companySignInTexts.use()
  const { company, isBound, insist } = props.way
  if (!company) return null
  const query = { domain: company.domain, hint: props.email.trim(), next: props.next }
  const href = paths.companyStart(query, props.isAnew)
  return (
    <div className="door__passkey" role="status">
      <p className="dim">{isBound ? texts.bound(company.name) : texts.captured(company.name)}</p>
      <a className={isBound ? 'btn btn--primary btn--lg' : 'btn btn--lg'} href={href}>
        <Icon name="bank" />
        {texts.way}
      </a>
      {isBound && (
        <button type="button" className="link t13" onClick={insist}>
          {texts.anyway}
        </button>
      )}
    </div>
  )
}
