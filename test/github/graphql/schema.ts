/** What protects branches, as mutations take it. */
const SETTINGS = /* GraphQL */ `
    allowsDeletions: Boolean
    allowsForcePushes: Boolean
    blocksCreations: Boolean
    bypassForcePushActorIds: [ID!]
    bypassPullRequestActorIds: [ID!]
    dismissesStaleReviews: Boolean
    isAdminEnforced: Boolean
    lockBranch: Boolean
    pushActorIds: [ID!]
    requireLastPushApproval: Boolean
    requiredApprovingReviewCount: Int
    requiredStatusCheckContexts: [String!]
    requiresApprovingReviews: Boolean
    requiresCodeOwnerReviews: Boolean
    requiresCommitSignatures: Boolean
    requiresConversationResolution: Boolean
    requiresLinearHistory: Boolean
    requiresStatusChecks: Boolean
    requiresStrictStatusChecks: Boolean
    restrictsPushes: Boolean
    restrictsReviewDismissals: Boolean
    reviewDismissalActorIds: [ID!]
`;

/**
 * The part of GitHub's schema that is answered.
 *
 * The names of apps and teams are never null; they may be here, so that a query can ask for them beside a user's, which
 * GitHub lets pass and GraphQL's rules don't.
 *
 * @see https://docs.github.com/en/graphql/reference
 */
export const SCHEMA = /* GraphQL */ `
  scalar URI

  type Query {
    viewer: User!
    node(id: ID!): Node
    user(login: String!): User
    organization(login: String!): Organization
    repository(owner: String!, name: String!): Repository
    repositoryOwner(login: String!): RepositoryOwner
  }

  type Mutation {
    createBranchProtectionRule(input: CreateBranchProtectionRuleInput!): BranchProtectionRulePayload
    updateBranchProtectionRule(input: UpdateBranchProtectionRuleInput!): BranchProtectionRulePayload
    deleteBranchProtectionRule(input: DeleteBranchProtectionRuleInput!): DeleteBranchProtectionRulePayload
  }

  interface Node {
    id: ID!
  }

  interface RepositoryOwner {
    id: ID!
    login: String!
    repositories(first: Int, after: String): RepositoryConnection!
    repository(name: String!): Repository
  }

  type PageInfo {
    hasNextPage: Boolean!
    endCursor: String
  }

  type User implements Node & RepositoryOwner {
    id: ID!
    login: String!
    name: String
    email: String!
    bio: String
    avatarUrl: URI!
    organizationVerifiedDomainEmails(login: String!): [String!]!
    repositories(first: Int, after: String): RepositoryConnection!
    repository(name: String!): Repository
  }

  type UserConnection {
    nodes: [User]
    pageInfo: PageInfo!
    totalCount: Int!
  }

  type Organization implements Node & RepositoryOwner {
    id: ID!
    login: String!
    name: String
    repositories(first: Int, after: String): RepositoryConnection!
    repository(name: String!): Repository
    membersWithRole(first: Int, after: String): UserConnection!
    team(slug: String!): Team
    teams(first: Int, after: String, userLogins: [String!]): TeamConnection!
  }

  enum TeamMembershipType {
    ALL
    CHILD_TEAM
    IMMEDIATE
  }

  type Team implements Node {
    id: ID!
    name: String
    slug: String!
    combinedSlug: String!
    description: String
    avatarUrl: URI
    editTeamUrl: URI!
    parentTeam: Team
    members(first: Int, after: String, membership: TeamMembershipType): UserConnection!
  }

  type TeamConnection {
    nodes: [Team]
    pageInfo: PageInfo!
    totalCount: Int!
  }

  type App implements Node {
    id: ID!
    name: String
    slug: String!
  }

  enum RepositoryVisibility {
    INTERNAL
    PRIVATE
    PUBLIC
  }

  type Repository implements Node {
    id: ID!
    name: String!
    nameWithOwner: String!
    url: URI!
    isArchived: Boolean!
    isFork: Boolean!
    isPrivate: Boolean!
    visibility: RepositoryVisibility!
    defaultBranchRef: Ref
    ref(qualifiedName: String!): Ref
    object(expression: String): GitObject
    repositoryTopics(first: Int): RepositoryTopicConnection!
    branchProtectionRules(first: Int, after: String): BranchProtectionRuleConnection!
  }

  type RepositoryConnection {
    nodes: [Repository]
    pageInfo: PageInfo!
    totalCount: Int!
  }

  type RepositoryTopicConnection {
    nodes: [RepositoryTopic]
  }

  type RepositoryTopic {
    topic: Topic!
  }

  type Topic {
    name: String!
  }

  interface GitObject {
    id: ID!
    oid: String!
  }

  type Blob implements GitObject {
    id: ID!
    oid: String!
    text: String
  }

  type Tree implements GitObject {
    id: ID!
    oid: String!
  }

  enum PullRequestState {
    CLOSED
    MERGED
    OPEN
  }

  type Ref {
    name: String!
    associatedPullRequests(first: Int, states: [PullRequestState!]): PullRequestConnection!
  }

  type PullRequestConnection {
    edges: [PullRequestEdge]
    nodes: [PullRequest]
  }

  type PullRequestEdge {
    node: PullRequest
  }

  type PullRequest {
    id: ID!
    number: Int!
    url: URI!
  }

  union Actor = App | Team | User

  type Allowance {
    actor: Actor
  }

  type AllowanceConnection {
    nodes: [Allowance]
  }

  type BranchProtectionRule implements Node {
    id: ID!
    repository: Repository
    pattern: String!
    allowsDeletions: Boolean!
    allowsForcePushes: Boolean!
    blocksCreations: Boolean!
    dismissesStaleReviews: Boolean!
    isAdminEnforced: Boolean!
    lockBranch: Boolean!
    requireLastPushApproval: Boolean!
    requiredApprovingReviewCount: Int
    requiredStatusCheckContexts: [String]
    requiresApprovingReviews: Boolean!
    requiresCodeOwnerReviews: Boolean!
    requiresCommitSignatures: Boolean!
    requiresConversationResolution: Boolean!
    requiresLinearHistory: Boolean!
    requiresStatusChecks: Boolean!
    requiresStrictStatusChecks: Boolean!
    restrictsPushes: Boolean!
    restrictsReviewDismissals: Boolean!
    pushAllowances(first: Int): AllowanceConnection!
    reviewDismissalAllowances(first: Int): AllowanceConnection!
    bypassForcePushAllowances(first: Int): AllowanceConnection!
    bypassPullRequestAllowances(first: Int): AllowanceConnection!
  }

  type BranchProtectionRuleConnection {
    nodes: [BranchProtectionRule]
    pageInfo: PageInfo!
  }

  input CreateBranchProtectionRuleInput {
    clientMutationId: String
    repositoryId: ID!
    pattern: String!
    ${SETTINGS}
  }

  input UpdateBranchProtectionRuleInput {
    clientMutationId: String
    branchProtectionRuleId: ID!
    pattern: String
    ${SETTINGS}
  }

  input DeleteBranchProtectionRuleInput {
    clientMutationId: String
    branchProtectionRuleId: ID!
  }

  type BranchProtectionRulePayload {
    branchProtectionRule: BranchProtectionRule
    clientMutationId: String
  }

  type DeleteBranchProtectionRulePayload {
    clientMutationId: String
  }
`;
