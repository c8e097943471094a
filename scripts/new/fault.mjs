/** What a person has asked for cannot be made: the message is the whole answer, and nothing was written. */
export class NewFault extends Error {}
