import { computeAccentContrast, leastContrast, omitUndefined, readColour } from '@loggia/kernel'
import type { OperatorSite } from '@loggia/protocol/console'

type Profile = OperatorSite['profile']

/** The profile as it is typed. */
export type TypedLook = Readonly<
  Record<'nameZh' | 'nameEn' | 'email' | 'phone' | 'hoursZh' | 'hoursEn' | 'accent', string>
>

export const toTypedLook = ({ name, contact, accent }: Profile): TypedLook => ({
  nameZh: name?.zh ?? '',
  nameEn: name?.en ?? '',
  email: contact?.email ?? '',
  phone: contact?.phone ?? '',
  hoursZh: contact?.hours?.zh ?? '',
  hoursEn: contact?.hours?.en ?? '',
  accent: accent ?? '',
})

/** A text that is missing while the other language has one. */
const isMissing = (text: string, other: string): boolean => text.trim() === '' && other.trim() !== ''

/** The contrast of a typed accent, one digit, rounded down; undefined if it is no colour. */
export function readContrast(accent: string): number | undefined {
  const colour = readColour(accent.trim())
  return colour && Math.floor(computeAccentContrast(colour) * 10) / 10
}

/** Which fields are wrong. */
export function findWrong(typed: TypedLook) {
  const contrast = readContrast(typed.accent)
  return {
    nameZh: isMissing(typed.nameZh, typed.nameEn),
    nameEn: isMissing(typed.nameEn, typed.nameZh),
    hoursZh: isMissing(typed.hoursZh, typed.hoursEn),
    hoursEn: isMissing(typed.hoursEn, typed.hoursZh),
    email: typed.email.trim() !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed.email.trim()),
    phone: typed.phone.trim() !== '' && !/^\+?[0-9][0-9 ()-]{2,29}$/.test(typed.phone.trim()),
    accent:
      typed.accent.trim() === ''
        ? undefined
        : contrast === undefined
          ? ('no_colour' as const)
          : contrast < leastContrast
            ? ('too_light' as const)
            : undefined,
  }
}

const toBoth = (zh: string, en: string) => (zh.trim() === '' ? undefined : { zh: zh.trim(), en: en.trim() })

/** What is typed, for the request; an empty field is left out. */
export function readLook(typed: TypedLook): Omit<Profile, 'logo'> {
  const contact = omitUndefined({
    email: typed.email.trim() || undefined,
    phone: typed.phone.trim() || undefined,
    hours: toBoth(typed.hoursZh, typed.hoursEn),
  })
  return omitUndefined({
    name: toBoth(typed.nameZh, typed.nameEn),
    contact: Object.keys(contact).length === 0 ? undefined : contact,
    accent: readColour(typed.accent.trim()),
  })
}
