/** A yes with everything that was asked for, as members of the statement. */
import { detailsOf } from "./credentials.js";
import { digestOf, pictureAt } from "./pictures.js";

/** @param {import("./login.js").Login} login */
export async function confirmMembers({ request: { asks }, person, answers, credentials }) {
  const { credential, pin, organisation, decision } = answers;
  const members = { claims: person.claims, ...decision, ...organisation };
  if (asks.credential && credential) {
    members.credential = credential.id;
    members.credential_details = detailsOf(credential);
  }
  if (pin) members.amr = ["pin"];
  if (asks.portrait) {
    const portrait = await portraitFor(credentials, credential);
    if (portrait) members.portrait = await digestOf(portrait);
  }
  return members;
}

/** The picture itself, the same bytes at each call. @returns {Promise<Blob | null>} */
export async function portraitFor(credentials, credential) {
  const source = credential && credentials.portraitSource(credential);
  return source ? pictureAt(source) : null;
}
