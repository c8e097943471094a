import { proofTraits, protocolTraits } from '@loggia/protocol/protocols'
import type { Protocol, ProvenProtocol } from '@loggia/protocol/protocols'
import { useLanguage } from '@loggia/ui'
import { stateTexts } from './state-texts.ts'

/** The names of protocols where proofs are described. */
export function useProtocolName(): (protocol: ProvenProtocol) => string {
  const language = useLanguage()
  return (protocol) => proofTraits[protocol].name[language]
}

/** The names of protocols in a choice; an old one is marked as old. */
export function useChoiceName(): (protocol: Protocol) => string {
  const nameOf = useProtocolName()
  const { oldProtocol } = stateTexts.use()
  return (protocol) => (protocolTraits[protocol].isOld ? oldProtocol(nameOf(protocol)) : nameOf(protocol))
}
