// A node of the marketplace for the crash test: the real thing on a real clock, with windows of seconds instead of hours,
// so that what fails for good does so within the test; and, when it is armed, it dies just before a commit.
