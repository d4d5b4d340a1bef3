/** Documents of a city's identity platform, with the years each is good for. */
export const DOCUMENTS = {
  "resident-id": 20,
  "hong-kong-permit": 10,
  "macao-permit": 10,
  "taiwan-permit": 5,
  "foreign-permanent-resident": 10,
};

/** How one becomes a credential, in the order met; `borrow` may stand in the place of `read`. */
export const ISSUE_STEPS = ["type", "read", "face", "number"];
