import type { GeneralRefusalName, RefusalName } from '../../refusals.ts'
import type { Answer, Asked, HandlerNeeds } from '../handler.ts'
import type {
  ChangeEndAsked,
  InstanceAsked,
  NewEnd,
  OpenAsked,
  ReleaseAsked,
  ReturnedBy,
} from '../instances/handlers.ts'
import type { Later } from '../later.ts'

/** The argument of `issue`: a new order needs a license. */
export type IssueAsked = OpenAsked & {
  /** The identification or hardware code of the machine, as the buyer gave it. */
  readonly identificationCode?: string
}

/**
 * The handlers for products of License 1.0, which is retired: the answer to the purchase has the license. They run and
 * are repeated under the same rules as {@link SaasHandlers}.
 */
export type LicenseV1Handlers = {
  /**
   * Returns the text of the license, of at most 65,536 characters. It runs once for an order: the license is stored,
   * sealed, and a repeat of the request gets the same one.
   */
  issue(asked: IssueAsked): Answer<string>
  /** Changes the end of the term. The protocol does not say why. Without it, only the store records the new end. */
  changeEnd?(asked: InstanceAsked & NewEnd): Answer<void>
  /** Ends the license. Without it, only the store records that. */
  release?(asked: ReleaseAsked): Answer<void>
}

/** The argument of the handlers for an authorisation code. */
export type CodeAsked = Asked & {
  /** The code, which is a secret of its buyer: keep it out of logs. */
  readonly code: string
}
/** The argument of `changeEnd` for a code. */
export type ChangeCodeEndAsked = CodeAsked & NewEnd & { readonly reason: 'renewal' | 'renewalCancelled' }
/** The argument of `release` for a code. */
export type ReleaseCodeAsked = CodeAsked & ReturnedBy

type CodeAnswer = Answer<void, GeneralRefusalName | 'unknownCode'>

/**
 * The handlers for authorisation codes (License 2.0), whose marketplace made the codes: the seller's software activates
 * and queries them by {@link createLicenseApi}. The marketplace calls these handlers only if the product has an address.
 * They run and are repeated under the same rules as {@link SaasHandlers}. Each is optional: without it, the call is
 * answered with success, and the software learns of the change by its next query.
 */
export type LicenseCodeHandlers = {
  /** Changes the end of the term of a code. */
  changeEnd?(asked: ChangeCodeEndAsked): CodeAnswer
  /** Stops the software that uses the code, for example because its term has ended. */
  freeze?(asked: CodeAsked): CodeAnswer
  /** Lets the software go on. */
  unfreeze?(asked: CodeAsked): CodeAnswer
  /** Ends the code for good. */
  release?(asked: ReleaseCodeAsked): CodeAnswer
}

/** The argument of `apply`: a device needs a license. */
export type ApplyAsked = InstanceAsked & {
  /**
   * Names this license to `seller.licensed`. It is the same in every repeat of the application: the event and the device
   * decide on it.
   */
  readonly licenseId: string
  /** The marketplace's serial number of the application. */
  readonly eventId: string
  /** The fingerprint, or the hardware code, of the device. */
  readonly fingerprint?: string
  /** The start of the license, in UTC milliseconds. */
  readonly effectiveAtMs: number
  /** The end of the license, in UTC milliseconds; absent for a license without an end. */
  readonly expiresAtMs?: number
}

/** A license as a file. */
export type LicenseFile = {
  /**
   * Of 1 to 255 characters, without a path: slashes, backslashes, double quotes and control characters are refused. The
   * marketplace may want a certain ending; Loggia takes .lic, .dat, .key and .bin.
   */
  readonly fileName: string
  /** Of 1 to 5,000,000 bytes. */
  readonly content: Uint8Array
}
/** A license for a device: a text of at most 1,024 characters, or a file. */
export type License = string | LicenseFile

/** The refusals that only `apply` may return. */
export type ApplyRefusalName = Extract<
  RefusalName,
  'quotaUsedUp' | 'outsideTerm' | 'endMissing' | 'fingerprintMissing'
>

/**
 * The handlers for licenses that are activated online. The package answers the application at once, and uploads the
 * license afterwards, which is why `licenseApi` is required. They run and are repeated under the same rules as
 * {@link SaasHandlers}.
 */
export type LicenseOnlineHandlers = {
  /** Prepares what was bought. The marketplace gets no answer but the id. Without it, only the store records the order. */
  open?(asked: OpenAsked): Answer<void>
  /**
   * Makes the license for a device. Returns it, or {@link answerLater} if it takes longer; then call
   * `seller.licensed(licenseId, license)`. It runs once for an application: the license is stored, sealed, and uploaded
   * until the marketplace has it. `seller.promised()` lists those that are still to be made.
   */
  apply(asked: ApplyAsked): Answer<License | Later, GeneralRefusalName | ApplyRefusalName>
  /** Changes the end of the term. Without it, only the store records the new end. */
  changeEnd?(asked: ChangeEndAsked<'renewal' | 'trialToPaid' | 'renewalCancelled'>): Answer<void>
  /** Stops what was bought, for example because its term has ended. Without it, only the store records that. */
  freeze?(asked: InstanceAsked): Answer<void>
  /** Lets it go on. Without it, only the store records that. */
  unfreeze?(asked: InstanceAsked): Answer<void>
  /** Ends it for good. Without it, only the store records that. */
  release?(asked: ReleaseAsked): Answer<void>
}

export const licenseV1HandlerNeeds: HandlerNeeds<LicenseV1Handlers> = {
  issue: 'it makes the license for a new order',
  changeEnd: undefined,
  release: undefined,
}
export const licenseCodeHandlerNeeds: HandlerNeeds<LicenseCodeHandlers> = {
  changeEnd: undefined,
  freeze: undefined,
  unfreeze: undefined,
  release: undefined,
}
export const licenseOnlineHandlerNeeds: HandlerNeeds<LicenseOnlineHandlers> = {
  open: undefined,
  apply: 'it makes the license for a device',
  changeEnd: undefined,
  freeze: undefined,
  unfreeze: undefined,
  release: undefined,
}
