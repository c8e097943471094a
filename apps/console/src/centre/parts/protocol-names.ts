import { proofTraits, protocolTraits } from '@loggia/protocol/protocols'
import type { Protocol, ProvenProtocol } from '@loggia/protocol/protocols'
import { useLanguage } from '@loggia/ui'
import { stateTexts } from './state-texts.ts'

/** What protocols are called where their proofs are spoken of. */
export function useProtocolName(): (protocol: ProvenProtocol) => string {
  const language = useLanguage()
  return (protocol) => proofTraits[protocol].name[language]
}

/** What they are called where one is chosen: an old one says that it is. */
export function useChoiceName(): (protocol: Protocol) => string {
  const nameOf = useProtocolName()
  const { oldProtocol } = stateTexts.use()
  return (protocol) => (protocolTraits[protocol].isOld ? oldProtocol(nameOf(protocol)) : nameOf(protocol))
}
