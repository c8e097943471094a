import { factsOn } from '../facts.ts'
import { flag, id, listOf, object, oneOf, optional, string, text } from '../members.ts'
import { customerLevels, organisationKinds, verifications } from './kinds.ts'

const ofMember = { memberId: id('mbr') }
const rights = { main: flag, grants: listOf(string) }
const verification = oneOf(verifications)
const level = oneOf(customerLevels)
const ofApplication = { name: text }
const ofOrganisation = { name: text, organisationId: string }

export const partyFacts = {
  ...factsOn('byr', {
    'buyer.added': ofMember,
    'buyer.signed_up': { ...ofMember, kind: oneOf(organisationKinds), country: string, waits: flag },
    'buyer.confirmed': { ...ofMember, verification },
    'buyer.refused': { ...ofMember, reason: optional(string) },
    'buyer.verified': {
      verification,
      from: optional(verification),
      reason: optional(string),
      applicationId: optional(string),
    },
    'buyer.level_set': { from: level, level, reason: string },
    /** Without the contact: what was typed by mistake may go, and history stays. */
    'buyer.contact_changed': {},
  }),
  ...factsOn('sel', {
    'seller.added': { ...ofMember, applicationId: optional(id('sap')) },
    'seller.data_changed': { applicationId: id('oap') },
  }),
  ...factsOn('mbr', {
    'member.added': {},
    'member.signed_in': {},
    'member.sign_ins_slowed': {},
    'member.signed_out_everywhere': {},
    'member.session_ended': {},
    'member.password_changed': {},
    'member.profile_changed': { name: string, language: oneOf(['zh-CN', 'en-US']) },
  }),
  ...factsOn('party', {
    'member.invited': { ...ofMember, ...rights, name: string },
    'member.rights_changed': { ...ofMember, from: object(rights), to: object(rights) },
    'member.enabled': ofMember,
    'member.disabled': ofMember,
    'member.password_reset': ofMember,
  }),
  ...factsOn('sap', {
    'application.submitted': ofApplication,
    'application.claimed': ofApplication,
    'application.approved': { ...ofApplication, sellerId: id('sel') },
    'application.rejected': { ...ofApplication, reason: optional(string) },
    'application.withdrawn': ofApplication,
  }),
  ...factsOn('oap', {
    'organisation_application.submitted': ofOrganisation,
    'organisation_application.opened': ofOrganisation,
    'organisation_application.approved': { ...ofOrganisation, reason: optional(string) },
    'organisation_application.rejected': { ...ofOrganisation, reason: optional(string) },
    'organisation_application.withdrawn': ofOrganisation,
  }),
}
