/* Digests, by libcrypto's EVP interface. */
#include <openssl/evp.h>

#include "base/sha.h"

struct str
sha_hex(struct arena *a, enum sha_kind kind, const struct str *parts, ptrdiff_t n)
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned size = 0;
	bool ok;
	char *hex;

	ok = context && EVP_DigestInit_ex(context, kind == SHA_1 ? EVP_sha1() : EVP_sha256(), NULL);
	for (ptrdiff_t i = 0; ok && i < n; i++)
		ok = EVP_DigestUpdate(context, parts[i].p, (size_t)parts[i].n);
	ok = ok && EVP_DigestFinal_ex(context, digest, &size);
	EVP_MD_CTX_free(context);
	/* Only a crippled libcrypto refuses; a wrong digest would make every page look stale. */
	assert(ok && size == (kind == SHA_1 ? 20 : 32));
	hex = NEW(a, char, (ptrdiff_t)size * 2);
	for (size_t i = 0; i < size; i++) {
		hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
		hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
	}
	return (struct str){ hex, (ptrdiff_t)size * 2 };
}
