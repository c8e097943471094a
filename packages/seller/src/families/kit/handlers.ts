import type { RefusalName } from '../../refusals.ts'
import type { Answer, Asked, HandlerNeeds } from '../handler.ts'

/** What became of something that is synchronised. */
export type Change = 'add' | 'change' | 'delete'

/** The members of the argument of every handler of the kit. */
export type KitAsked = Asked & {
  /** The instance that was bought; empty if the call comes from the seller's side, for a credential or a test account. */
  readonly instanceId: string
  /** The company. One buyer may have several, and use the product in each of them. */
  readonly tenantId: string
}

/** The argument of `syncEnterprise`. */
export type EnterpriseAsked = KitAsked & {
  readonly change: Change
  /** Empty if `instanceId` is. */
  readonly orderId: string
  /** Tells at sign-in to which company a person belongs. */
  readonly code: string
  readonly name: string
  /** The address of the identity provider, such as `https://example.tenantaccount.com`; sign-in begins there. */
  readonly domainName: string
}

/** The argument of `syncApp`: with what your app identifies itself to the identity provider of this company. */
export type AppAsked = KitAsked & {
  /** Your app credential. */
  readonly appId: string
  readonly clientId: string
} & (
    | {
        readonly change: 'add' | 'change'
        /** Decrypted with your private key. It differs between companies. */
        readonly clientSecret: string
      }
    | { readonly change: 'delete' }
  )

/** The kinds of employment. */
export type Employment = 'regular' | 'intern' | 'dispatched' | 'outsourced'

/** A person who may use the app. `userName` is unique within the company and never changes. */
export type Person = {
  readonly userName: string
  readonly name: string
  readonly departmentCode: string
  /** An `admin` administers the app for the company. */
  readonly role: 'user' | 'admin'
  /** False while the company has disabled the person, who may then not use the app. */
  readonly isEnabled: boolean
  readonly position?: string
  readonly employeeCode?: string
  readonly employment?: Employment
  readonly mobile?: string
  readonly email?: string
  readonly workPlace?: string
  readonly entryDate?: string
}

/** The argument of `syncPeople`: at most 500 people. */
export type PeopleAsked = KitAsked & {
  readonly appId: string
  /** `withdraw`: they may not use the app any more; `delete`: they have left the company. */
  readonly change: Change | 'withdraw'
  readonly people: readonly Person[]
  readonly syncedAtMs: number
}

/** A department. `code` is unique within the company and never changes; name and parent may. */
export type Department = {
  readonly code: string
  readonly name: string
  /** Absent for a department at the top. */
  readonly parentCode?: string
}

/** The argument of `syncDepartment`. */
export type DepartmentAsked = KitAsked & { readonly change: Change; readonly department: Department }
/** The argument of `syncDepartments`: all departments of the company, as a flat list. */
export type DepartmentsAsked = KitAsked & { readonly departments: readonly Department[] }

/** The refusals that the handlers of the kit may return. */
export type KitRefusalName = Extract<
  RefusalName,
  'invalid' | 'unknownInstance' | 'busy' | 'failed' | 'noResource' | 'secretUnreadable'
>
type KitAnswer = Answer<void, KitRefusalName>

/**
 * The handlers of the joint kit, in both generations. Calls about one company are handled one after the other. The
 * marketplace repeats a call whose answer it lost, so a handler may be called again with the same: adding what is there
 * and deleting what is gone are successes, also after the instance was released. {@link createDirectoryHandlers}
 * returns handlers that keep everything so.
 */
export type KitHandlers = {
  /** Stores a company that uses the product, or forgets it. */
  syncEnterprise(asked: EnterpriseAsked): KitAnswer
  /** Stores the credentials of the app for a company, or forgets them. */
  syncApp(asked: AppAsked): KitAnswer
  /** Stores who may use the app. */
  syncPeople(asked: PeopleAsked): KitAnswer
  /** Stores or forgets one department. Without it, departments are ignored. */
  syncDepartment?(asked: DepartmentAsked): KitAnswer
  /**
   * Stores all departments. No document says that those are gone that the list does not have; they are deleted one by
   * one. Without it, departments are ignored.
   */
  syncDepartments?(asked: DepartmentsAsked): KitAnswer
}

export const kitHandlerNeeds: HandlerNeeds<KitHandlers> = {
  syncEnterprise: 'it stores a company that uses the product',
  syncApp: 'it stores the credentials of the app',
  syncPeople: 'it stores who may use the app',
  syncDepartment: undefined,
  syncDepartments: undefined,
}
