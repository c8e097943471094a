import { proofTraits, protocolTraits } from '@loggia/protocol/protocols'
import type { CalledProtocol, ProvenProtocol } from '@loggia/protocol/protocols'
import { useLanguage } from '@loggia/ui'
import { stateTexts } from './state-texts.ts'

const names = { ...proofTraits, ...protocolTraits }

/** The names of protocols where calls and proofs are described. */
export function useProtocolName(): (protocol: CalledProtocol | ProvenProtocol) => string {
  const language = useLanguage()
  return (protocol) => names[protocol].name[language]
}

/** The names of protocols in a choice; an old one is marked as old. */
export function useChoiceName(): (protocol: CalledProtocol) => string {
  const nameOf = useProtocolName()
  const { oldProtocol } = stateTexts.use()
  return (protocol) => (protocolTraits[protocol].isOld ? oldProtocol(nameOf(protocol)) : nameOf(protocol))
}
