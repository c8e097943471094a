export const signUpModes = ['open', 'approval', 'closed'] as const
export type SignUpMode = (typeof signUpModes)[number]

export const retryPlans = ['compatible', 'patient'] as const
export type RetryPlan = (typeof retryPlans)[number]

/** R285: the support hours of operators, by the days of the week and the hours of each. */
export const ticketHours = [
  'weekdays_9_18',
  'weekdays_8_20',
  'all_days_9_18',
  'all_days_8_22',
  'always',
] as const
export type TicketHours = (typeof ticketHours)[number]
