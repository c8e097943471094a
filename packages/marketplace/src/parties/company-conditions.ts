import { addMonths, toIso } from '@loggia/kernel'
import type { Instant, Zone } from '@loggia/kernel'
import type { CompanyCondition, CompanyConditions } from '@loggia/protocol/console'
import { partyProblems } from './problems.ts'
import type { Company, CompanySettingName } from './schema.ts'

/** R81: what is asked of companies by these values of the market; 0 does not ask. */
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

/** The last day on which a company may have been founded that is so many years old. */
const foundedBy = (years: number, { now, zone }: Today): string =>
  toIso(addMonths(now, -12 * years, zone)).slice(0, 10)

/** Which of the conditions a company does not meet; what it never said, it does not. */
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

/** Throws the first condition that is not met, with what is asked. */
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
