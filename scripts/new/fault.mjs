/** The request cannot be carried out; the message is the whole answer, and nothing was written. */
export class NewFault extends Error {}
