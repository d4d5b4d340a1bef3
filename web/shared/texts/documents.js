/** Words for kinds of documents, for the wallet that holds them and the portal that is shown one. */
export const documentTexts = {
  "credential.type.resident-id": ["Resident identity card", "居民身份证"],
  "credential.type.hong-kong-permit": ["Travel permit, Hong Kong resident", "港澳居民来往内地通行证（香港）"],
  "credential.type.macao-permit": ["Travel permit, Macao resident", "港澳居民来往内地通行证（澳门）"],
  "credential.type.taiwan-permit": ["Travel permit, Taiwan resident", "台湾居民来往大陆通行证"],
  "credential.type.foreign-permanent-resident": [
    "Permanent resident card for foreigners",
    "外国人永久居留身份证",
  ],
};
