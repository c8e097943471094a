import { addMonths, toIso } from '@loggia/kernel'
import type { Instant, Zone } from '@loggia/kernel'
import type { CompanyCondition, CompanyConditions } from '@loggia/protocol/console'
import { partyProblems } from './problems/index.ts'
import type { Company, CompanySettingName } from './schema/seller-applications.ts'

/** R81: the conditions for companies by these settings of the market; 0 means no condition. */
export function toConditions(values: Readonly<Record<CompanySettingName, number>>): CompanyConditions {
  const asked = {
    staff: values.sellerMinStaff,
    years: values.sellerMinYears,
    capital: values.sellerMinCapital,
    supportDays: values.sellerSupportDays,
    supportHours: values.sellerSupportHours,
  }
  return Object.fromEntries(Object.entries(asked).filter(([, least]) => least > 0))
}

type Said = Pick<Company, 'staff' | 'foundedOn' | 'capital' | 'support'>
type Today = { readonly now: Instant; readonly zone: Zone }

/** The latest founding date of a company that is this many years old. */
const foundedBy = (years: number, { now, zone }: Today): string =>
  toIso(addMonths(now, -12 * years, zone)).slice(0, 10)

/** The conditions that a company does not meet. Data that are missing do not meet a condition. */
export function listUnmet(company: Said, asked: CompanyConditions, today: Today): CompanyCondition[] {
  const { staff = 0, years = 0, capital = 0, supportDays = 0, supportHours = 0 } = asked
  const { days, hours } = company.support ?? { days: 0, hours: 0 }
  const unmet: readonly (readonly [CompanyCondition, boolean])[] = [
    ['staff', company.staff < staff],
    ['years', years > 0 && company.foundedOn > foundedBy(years, today)],
    ['capital', (company.capital ?? 0) < capital],
    ['support', days < supportDays || hours < supportHours],
  ]
  return unmet.filter(([, is]) => is).map(([condition]) => condition)
}

/** Throws the problem of the first condition that is not met, with the value asked for. */
export function requireConditions(company: Said, asked: CompanyConditions, today: Today): void {
  const { staff = 0, years = 0, capital = 0, supportDays = 0, supportHours = 0 } = asked
  switch (listUnmet(company, asked, today)[0]) {
    case 'staff':
      throw partyProblems.company_staff_few({ least: staff })
    case 'years':
      throw partyProblems.company_too_young({ years })
    case 'capital':
      throw partyProblems.company_capital_low({ least: capital })
    case 'support':
      throw partyProblems.company_support_short({ days: supportDays, hours: supportHours })
    case undefined:
      return
  }
}
