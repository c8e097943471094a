export const signUpModes = ['open', 'approval', 'closed'] as const
export type SignUpMode = (typeof signUpModes)[number]

export const retryPlans = ['compatible', 'patient'] as const
export type RetryPlan = (typeof retryPlans)[number]
