/** The state that each action leads to, by current state; an action that is not listed is refused in that state. */
export type Transitions<State extends string, Action extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Action, State>>>>
>
