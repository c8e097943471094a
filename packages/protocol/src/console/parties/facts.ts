import { defineFacts } from '../facts.ts'
import {
  flag,
  defineAdded,
  defineId,
  defineList,
  defineObject,
  defineOneOf,
  defineOptional,
  number,
  string,
  text,
  time,
} from '../members.ts'
import { customerLevels, factorKinds, organisationKinds, signInMethods, verifications } from './kinds.ts'

const ofMember = { memberId: defineId('mbr') }
/** `roles` are names. */
const rights = { main: flag, grants: defineList(string), roles: defineOptional(defineList(string)) }
const role = { roleId: defineId('rol'), name: string, grants: defineList(string) }
const suspension = { reason: string, until: defineOptional(time) }
const verification = defineOneOf(verifications)
const level = defineOneOf(customerLevels)
const ofApplication = { name: text }
const ofOrganisation = { name: text, organisationId: string }

export const partyFacts = {
  ...defineFacts('byr', {
    'buyer.added': ofMember,
    'buyer.signed_up': { ...ofMember, kind: defineOneOf(organisationKinds), country: string, waits: flag },
    'buyer.confirmed': { ...ofMember, verification },
    /** The email of a new account was never confirmed. */
    'buyer.dropped': ofMember,
    'buyer.refused': { ...ofMember, reason: defineOptional(string) },
    'buyer.verified': {
      verification,
      from: defineOptional(verification),
      reason: defineOptional(string),
      applicationId: defineOptional(string),
    },
    'buyer.level_set': { from: level, level, reason: string },
    /** Without the contact, so that a mistyped one can be removed, while history stays. */
    'buyer.contact_changed': {},
    'buyer.suspended': suspension,
    'buyer.reinstated': { reason: defineOptional(string) },
  }),
  ...defineFacts('sel', {
    'seller.added': { ...ofMember, applicationId: defineOptional(defineId('sap')) },
    'seller.data_changed': { applicationId: defineId('oap') },
    'seller.suspended': suspension,
    'seller.reinstated': { reason: defineOptional(string) },
  }),
  ...defineFacts(
    'sel',
    { 'seller.suspension_proposed': suspension, 'seller.suspension_withdrawn': {} },
    { hiddenFrom: ['buyer', 'seller', 'one_of_sellers'] },
  ),
  ...defineFacts('mbr', {
    'member.added': {},
    'member.signed_in': { method: defineOptional(defineOneOf(signInMethods)) },
    'member.sign_ins_slowed': {},
    'member.signed_out_everywhere': {},
    'member.signed_out_elsewhere': {},
    'member.session_ended': {},
    'member.password_changed': {},
    'member.factor_added': { factor: defineOneOf(factorKinds) },
    'member.factor_removed': { factor: defineOneOf(factorKinds) },
    /** By a reset of two operators, or on the server. */
    'member.factors_cleared': {},
    'member.recovery_codes_replaced': {},
    'member.recovery_code_used': {},
    /** Somebody who knows the password keeps giving wrong codes. */
    'member.codes_refused': {},
    'member.email_confirmed': {},
    'member.email_changed': {},
    'member.password_chosen_by_link': {},
    'member.password_reset_on_server': {},
    'member.owner_reset_proposed': { reason: string },
    'member.owner_reset_confirmed': { reason: string },
    'member.owner_reset_withdrawn': {},
    'member.owner_reset_rejected': {},
    'member.profile_changed': { name: string, language: defineOneOf(['zh-CN', 'en-US']) },
  }),
  ...defineFacts('party', {
    'member.invited': { ...ofMember, ...rights, name: string },
    'member.rights_changed': { ...ofMember, from: defineObject(rights), to: defineObject(rights) },
    'member.enabled': { ...ofMember, reason: defineOptional(string) },
    'member.disabled': { ...ofMember, reason: defineAdded(string), until: defineOptional(time) },
    'role.created': role,
    'role.changed': { ...role, from: defineObject({ name: string, grants: defineList(string) }) },
    /** With the role that its members have instead. */
    'role.removed': { name: string, members: number, movedTo: defineOptional(string) },
    'member.password_reset': ofMember,
  }),
  ...defineFacts('sap', {
    'application.submitted': ofApplication,
    'application.claimed': ofApplication,
    'application.approved': { ...ofApplication, sellerId: defineId('sel') },
    'application.rejected': { ...ofApplication, reason: defineOptional(string) },
    'application.withdrawn': ofApplication,
  }),
  ...defineFacts('oap', {
    'organisation_application.submitted': ofOrganisation,
    'organisation_application.opened': ofOrganisation,
    'organisation_application.approved': { ...ofOrganisation, reason: defineOptional(string) },
    'organisation_application.rejected': { ...ofOrganisation, reason: defineOptional(string) },
    'organisation_application.withdrawn': ofOrganisation,
  }),
}
