import { defineFacts } from '../facts.ts'
import { flag, string } from '../members.ts'

const ofProvider = { issuer: string, enabled: flag, enforced: flag, addsPeople: flag }
const ofDomain = { domain: string }

export const identityFacts = {
  ...defineFacts('ent', {
    'identity_provider.set_up': ofProvider,
    'identity_provider.changed': ofProvider,
    'identity_provider.removed': { issuer: string },
    'email_domain.added': ofDomain,
    'email_domain.verified': ofDomain,
    'email_domain.removed': ofDomain,
    /** Its record is not there any more. */
    'email_domain.missed': ofDomain,
    'email_domain.lost': ofDomain,
  }),
  ...defineFacts('market', {
    'operator_provider.set_up': ofProvider,
    'operator_provider.changed': ofProvider,
    'operator_provider.removed': { issuer: string },
  }),
  ...defineFacts('mbr', {
    /** Their account can be used through the provider of this company; without one, of the operators. */
    'member.identity_connected': { company: string },
    'member.identity_disconnected': { company: string },
    /** The provider has told that they signed out there. */
    'member.signed_out_by_provider': { company: string },
  }),
}
