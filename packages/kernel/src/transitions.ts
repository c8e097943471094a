/** The states of a thing and where each action leads; an action that is not named is refused in that state. */
export type Transitions<State extends string, Action extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Action, State>>>>
>
