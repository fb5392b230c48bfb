/*
 * A Mosquitto plugin (API version 5): who may connect to a lab's broker, and what they may publish and subscribe to.
 *
 * It reads one text when the broker starts, from the variable ACCOUNTS or from a file; docker/README.md has the format. A
 * topic filter means what it means to io.fieldbench.lab.TopicFilters. Whatever is wrong with the text ends the broker, so
 * that none runs open.
 */
#include <ctype.h>
#include <mosquitto.h>
#include <mosquitto_broker.h>
#include <mosquitto_plugin.h>
#include <openssl/crypto.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  MAX_TOPIC = 512,     /* bytes of a topic or a filter */
  MAX_CLIENT_ID = 128, /* bytes */
  MAX_CONNECTIONS = 16 /* of one client name, so that there is room for the others */
};

struct text {
  struct text *next;
  const char *value;
};

struct account {
  struct account *next;
  const char *name;
  const char *username;
  bool has_password;
  unsigned char password[SHA256_DIGEST_LENGTH];
  struct text *publish, *deny_publish, *subscribe;
  const struct mosquitto *connections[MAX_CONNECTIONS];
};

struct reserved {
  struct reserved *next;
  const char *prefix;
  const char *owner;
};

static mosquitto_plugin_id_t *plugin;
static struct account *accounts;
static struct reserved *reserved;

/* Whether every topic that `wanted` (a topic or a filter) can match is matched by `allowed` too. */
static bool covers(const char *allowed, const char *wanted) {
  if ((*allowed == '#' || *allowed == '+') && *wanted == '$') return false;
  for (;;) {
    size_t a = strcspn(allowed, "/"), w = strcspn(wanted, "/");
    if (*allowed == '#') return true;
    if (*wanted == '#') return false;
    if (*allowed != '+' && (a != w || memcmp(allowed, wanted, a) != 0)) return false;
    allowed += a;
    wanted += w;
    if (*wanted == '\0') return *allowed == '\0' || strcmp(allowed, "/#") == 0;
    if (*allowed == '\0') return false;
    allowed++;
    wanted++;
  }
}

static bool any_covers(const struct text *filters, const char *wanted) {
  for (; filters; filters = filters->next) {
    if (covers(filters->value, wanted)) return true;
  }
  return false;
}

/* Whether `+` and `#` stand alone in their level, `#` only in the last one. */
static bool valid_filter(const char *filter) {
  if (*filter == '\0' || strlen(filter) > MAX_TOPIC) return false;
  for (const char *level = filter;; level++) {
    size_t length = strcspn(level, "/"), wild = strcspn(level, "+#");
    if (wild < length && (length > 1 || (*level == '#' && level[1] != '\0'))) return false;
    level += length;
    if (*level == '\0') return true;
  }
}

static struct account *account_of(const char *username) {
  for (struct account *a = accounts; a && username; a = a->next) {
    if (strcmp(a->username, username) == 0) return a;
  }
  return NULL;
}

static bool may_use_id(const struct account *account, const char *id) {
  if (!id || strlen(id) > MAX_CLIENT_ID) return false;
  for (const struct reserved *r = reserved; r; r = r->next) {
    if (strncmp(id, r->prefix, strlen(r->prefix)) == 0 && strcmp(account->name, r->owner) != 0) return false;
  }
  return true;
}

static bool has_password(const struct account *account, const char *password) {
  unsigned char given[SHA256_DIGEST_LENGTH];
  if (!password) return false;
  SHA256((const unsigned char *)password, strlen(password), given);
  return CRYPTO_memcmp(given, account->password, sizeof given) == 0;
}

/* Puts `now` where `before` stands; false where it stands nowhere. */
static bool replace_connection(struct account *account, const struct mosquitto *before, const struct mosquitto *now) {
  for (int i = 0; i < MAX_CONNECTIONS; i++) {
    if (account->connections[i] == before) {
      account->connections[i] = now;
      return true;
    }
  }
  return false;
}

static int on_connect(int event, void *data, void *unused) {
  const struct mosquitto_evt_basic_auth *connect = data;
  struct account *account = account_of(connect->username);
  (void)event;
  (void)unused;
  if (!account || !has_password(account, connect->password)) return MOSQ_ERR_AUTH;
  if (!may_use_id(account, mosquitto_client_id(connect->client))) return MOSQ_ERR_AUTH;
  return replace_connection(account, NULL, connect->client) ? MOSQ_ERR_SUCCESS : MOSQ_ERR_AUTH;
}

static int on_disconnect(int event, void *data, void *unused) {
  const struct mosquitto_evt_disconnect *end = data;
  (void)event;
  (void)unused;
  for (struct account *a = accounts; a; a = a->next) replace_connection(a, end->client, NULL);
  return MOSQ_ERR_SUCCESS;
}

/* Delivery is asked about too: a session may go on under another user's name. */
static int on_access(int event, void *data, void *unused) {
  const struct mosquitto_evt_acl_check *access = data;
  const struct account *account = account_of(mosquitto_client_username(access->client));
  const char *topic = access->topic;
  bool allowed = false;
  (void)event;
  (void)unused;
  if (access->access == MOSQ_ACL_UNSUBSCRIBE) return MOSQ_ERR_SUCCESS;
  if (account && strlen(topic) <= MAX_TOPIC) {
    if (access->access == MOSQ_ACL_WRITE) {
      allowed = any_covers(account->publish, topic) && !any_covers(account->deny_publish, topic);
    } else {
      if (access->access == MOSQ_ACL_SUBSCRIBE && strncmp(topic, "$share/", 7) == 0) {
        topic += 7;
        topic += strcspn(topic, "/");
        topic += *topic == '/';
      }
      allowed = any_covers(account->subscribe, topic);
    }
  }
  return allowed ? MOSQ_ERR_SUCCESS : MOSQ_ERR_ACL_DENIED;
}

static void *must(void *memory) {
  if (!memory) abort();
  return memory;
}

static const char *add_filter(struct text **filters, const char *value) {
  struct text *text = must(calloc(1, sizeof *text));
  if (!valid_filter(value)) return "is no topic filter";
  text->value = value;
  text->next = *filters;
  *filters = text;
  return NULL;
}

static const char *read_password(struct account *account, const char *hex) {
  if (account->has_password) return "is a second password";
  if (strlen(hex) != 2 * SHA256_DIGEST_LENGTH || strspn(hex, "0123456789abcdef") != strlen(hex)) {
    return "is no SHA-256 in 64 lowercase digits";
  }
  for (int i = 0; i < SHA256_DIGEST_LENGTH; i++) sscanf(hex + 2 * i, "%2hhx", &account->password[i]);
  account->has_password = true;
  return NULL;
}

static const char *read_reserved(char *value) {
  char *space = strchr(value, ' ');
  struct reserved *rule = must(calloc(1, sizeof *rule));
  if (!space || space == value || space[1] == '\0') return "is no prefix and name";
  *space = '\0';
  rule->prefix = value;
  rule->owner = space + 1;
  rule->next = reserved;
  reserved = rule;
  return NULL;
}

/* What is wrong with a line of this key and value; NULL when nothing is. The value is kept. */
static const char *read_line(const char *key, char *value) {
  struct account *account = accounts;
  if (*value == '\0') return "has no value";
  if (strcmp(key, "client") == 0) {
    if (account && !account->has_password) return "follows a client without password";
    accounts = must(calloc(1, sizeof *accounts));
    accounts->name = accounts->username = value;
    accounts->next = account;
    return NULL;
  }
  if (strcmp(key, "reserve") == 0) return account ? "stands below a client" : read_reserved(value);
  if (!account) return "stands before the first client";
  if (strcmp(key, "username") == 0) {
    account->username = value;
    return NULL;
  }
  if (strcmp(key, "password") == 0) return read_password(account, value);
  if (strcmp(key, "publish") == 0) return add_filter(&account->publish, value);
  if (strcmp(key, "deny-publish") == 0) return add_filter(&account->deny_publish, value);
  if (strcmp(key, "subscribe") == 0) return add_filter(&account->subscribe, value);
  return "has an unknown key";
}

static bool read_accounts(const char *path) {
  char *given = getenv("ACCOUNTS");
  const char *problem = NULL;
  char *line = NULL;
  size_t room = 0;
  int number = 0;
  FILE *file = given && *given ? fmemopen(given, strlen(given), "r") : fopen(path, "re");
  if (given && *given) path = "ACCOUNTS";
  if (!file) {
    mosquitto_log_printf(MOSQ_LOG_ERR, "%s cannot be opened", path);
    return false;
  }
  while (!problem && getline(&line, &room, file) != -1) {
    char *key = must(strdup(line)), *value;
    number++;
    key[strcspn(key, "\n")] = '\0';
    if (*key == '\0' || *key == '#') continue;
    value = key + strcspn(key, " ");
    if (*value == ' ') *value++ = '\0';
    for (const char *c = value; *c; c++) {
      if (iscntrl((unsigned char)*c)) problem = "has a control character";
    }
    if (!problem) problem = read_line(key, value);
  }
  if (!problem && ferror(file)) problem = "cannot be read";
  if (!problem && (!accounts || !accounts->has_password)) problem = "ends without a client that has a password";
  for (struct account *a = accounts; a && !problem; a = a->next) {
    if (account_of(a->username) != a) problem = "ends with two clients of one user name";
  }
  if (problem) mosquitto_log_printf(MOSQ_LOG_ERR, "%s, line %d: %s", path, number, problem);
  free(line);
  fclose(file);
  return !problem;
}

int mosquitto_plugin_version(int count, const int *versions) {
  for (int i = 0; i < count; i++) {
    if (versions[i] == 5) return 5;
  }
  return -1;
}

int mosquitto_plugin_init(mosquitto_plugin_id_t *id, void **unused, struct mosquitto_opt *options, int count) {
  (void)unused;
  plugin = id;
  if (count != 1 || strcmp(options[0].key, "file") != 0) {
    mosquitto_log_printf(MOSQ_LOG_ERR, "the plugin needs plugin_opt_file and nothing else");
    return MOSQ_ERR_INVAL;
  }
  if (!read_accounts(options[0].value)) return MOSQ_ERR_INVAL;
  int rc = mosquitto_callback_register(id, MOSQ_EVT_BASIC_AUTH, on_connect, NULL, NULL);
  if (rc == MOSQ_ERR_SUCCESS) rc = mosquitto_callback_register(id, MOSQ_EVT_ACL_CHECK, on_access, NULL, NULL);
  if (rc == MOSQ_ERR_SUCCESS) rc = mosquitto_callback_register(id, MOSQ_EVT_DISCONNECT, on_disconnect, NULL, NULL);
  return rc;
}

int mosquitto_plugin_cleanup(void *unused, struct mosquitto_opt *options, int count) {
  (void)unused;
  (void)options;
  (void)count;
  mosquitto_callback_unregister(plugin, MOSQ_EVT_BASIC_AUTH, on_connect, NULL);
  mosquitto_callback_unregister(plugin, MOSQ_EVT_ACL_CHECK, on_access, NULL);
  return mosquitto_callback_unregister(plugin, MOSQ_EVT_DISCONNECT, on_disconnect, NULL);
}
