/* Written by scripts/list-web-files: the one list of what the program serves. */
#include "CWebFiles.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file_0[] = {
#embed "../../web/answer/answer.css"
};

static const unsigned char file_1[] = {
#embed "../../web/answer/answer.js"
};

static const unsigned char file_2[] = {
#embed "../../web/answer/index.html"
};

static const unsigned char file_3[] = {
#embed "../../web/demo/demo.css"
};

static const unsigned char file_4[] = {
#embed "../../web/demo/demo.js"
};

static const unsigned char file_5[] = {
#embed "../../web/demo/desk.js"
};

static const unsigned char file_6[] = {
#embed "../../web/demo/facts.js"
};

static const unsigned char file_7[] = {
#embed "../../web/demo/finish.js"
};

static const unsigned char file_8[] = {
#embed "../../web/demo/id-token.js"
};

static const unsigned char file_9[] = {
#embed "../../web/demo/index.html"
};

static const unsigned char file_10[] = {
#embed "../../web/demo/logo.svg"
};

static const unsigned char file_11[] = {
#embed "../../web/demo/person.js"
};

static const unsigned char file_12[] = {
#embed "../../web/demo/pkce.js"
};

static const unsigned char file_13[] = {
#embed "../../web/demo/portals.js"
};

static const unsigned char file_14[] = {
#embed "../../web/demo/raw.js"
};

static const unsigned char file_15[] = {
#embed "../../web/demo/services.js"
};

static const unsigned char file_16[] = {
#embed "../../web/demo/views.js"
};

static const unsigned char file_17[] = {
#embed "../../web/demo/ways.js"
};

static const unsigned char file_18[] = {
#embed "../../web/device/device.js"
};

static const unsigned char file_19[] = {
#embed "../../web/device/index.html"
};

static const unsigned char file_20[] = {
#embed "../../web/element/memory.js"
};

static const unsigned char file_21[] = {
#embed "../../web/element/qr-login.css"
};

static const unsigned char file_22[] = {
#embed "../../web/element/qr-login.js"
};

static const unsigned char file_23[] = {
#embed "../../web/element/request.js"
};

static const unsigned char file_24[] = {
#embed "../../web/element/sheets.js"
};

static const unsigned char file_25[] = {
#embed "../../web/error/error.js"
};

static const unsigned char file_26[] = {
#embed "../../web/error/index.html"
};

static const unsigned char file_27[] = {
#embed "../../web/favicon.svg"
};

static const unsigned char file_28[] = {
#embed "../../web/landing/index.html"
};

static const unsigned char file_29[] = {
#embed "../../web/landing/landing.js"
};

static const unsigned char file_30[] = {
#embed "../../web/login/index.html"
};

static const unsigned char file_31[] = {
#embed "../../web/login/login.js"
};

static const unsigned char file_32[] = {
#embed "../../web/login/sign-on.css"
};

static const unsigned char file_33[] = {
#embed "../../web/logout/index.html"
};

static const unsigned char file_34[] = {
#embed "../../web/logout/logout.css"
};

static const unsigned char file_35[] = {
#embed "../../web/logout/logout.js"
};

static const unsigned char file_36[] = {
#embed "../../web/openapi.yaml"
};

static const unsigned char file_37[] = {
#embed "../../web/phone/asks.js"
};

static const unsigned char file_38[] = {
#embed "../../web/phone/camera.js"
};

static const unsigned char file_39[] = {
#embed "../../web/phone/cards.css"
};

static const unsigned char file_40[] = {
#embed "../../web/phone/device.js"
};

static const unsigned char file_41[] = {
#embed "../../web/phone/end-screen.js"
};

static const unsigned char file_42[] = {
#embed "../../web/phone/face-screen.js"
};

static const unsigned char file_43[] = {
#embed "../../web/phone/inbox.js"
};

static const unsigned char file_44[] = {
#embed "../../web/phone/index.html"
};

static const unsigned char file_45[] = {
#embed "../../web/phone/phone.css"
};

static const unsigned char file_46[] = {
#embed "../../web/phone/phone.js"
};

static const unsigned char file_47[] = {
#embed "../../web/phone/request-screen.js"
};

static const unsigned char file_48[] = {
#embed "../../web/phone/requester.js"
};

static const unsigned char file_49[] = {
#embed "../../web/phone/sign-ins-screen.js"
};

static const unsigned char file_50[] = {
#embed "../../web/phone/start-screen.js"
};

static const unsigned char file_51[] = {
#embed "../../web/phone/statement.js"
};

static const unsigned char file_52[] = {
#embed "../../web/phone/wallet.js"
};

static const unsigned char file_53[] = {
#embed "../../web/shared/api.js"
};

static const unsigned char file_54[] = {
#embed "../../web/shared/base64url.js"
};

static const unsigned char file_55[] = {
#embed "../../web/shared/center.css"
};

static const unsigned char file_56[] = {
#embed "../../web/shared/countdown.js"
};

static const unsigned char file_57[] = {
#embed "../../web/shared/dom.js"
};

static const unsigned char file_58[] = {
#embed "../../web/shared/icons.js"
};

static const unsigned char file_59[] = {
#embed "../../web/shared/login-session.js"
};

static const unsigned char file_60[] = {
#embed "../../web/shared/login-view.css"
};

static const unsigned char file_61[] = {
#embed "../../web/shared/login-view.js"
};

static const unsigned char file_62[] = {
#embed "../../web/shared/page.css"
};

static const unsigned char file_63[] = {
#embed "../../web/shared/pauses.js"
};

static const unsigned char file_64[] = {
#embed "../../web/shared/qr.js"
};

static const unsigned char file_65[] = {
#embed "../../web/shared/refusals.js"
};

static const unsigned char file_66[] = {
#embed "../../web/shared/sign-on.js"
};

static const unsigned char file_67[] = {
#embed "../../web/shared/texts.js"
};

static const unsigned char file_68[] = {
#embed "../../web/shared/texts/answer.js"
};

static const unsigned char file_69[] = {
#embed "../../web/shared/texts/demo.js"
};

static const unsigned char file_70[] = {
#embed "../../web/shared/texts/device.js"
};

static const unsigned char file_71[] = {
#embed "../../web/shared/texts/landing.js"
};

static const unsigned char file_72[] = {
#embed "../../web/shared/texts/login.js"
};

static const unsigned char file_73[] = {
#embed "../../web/shared/texts/logout.js"
};

static const unsigned char file_74[] = {
#embed "../../web/shared/texts/phone.js"
};

static const unsigned char file_75[] = {
#embed "../../web/shared/theme.css"
};

static const unsigned char file_76[] = {
#embed "../../web/shared/typed-code.js"
};

static const unsigned char file_77[] = {
#embed "../../web/shared/wallet-list.js"
};

static const unsigned char file_78[] = {
#embed "../../web/terms/face-notice/index.html"
};

static const unsigned char file_79[] = {
#embed "../../web/terms/face-notice/notice.css"
};

static const unsigned char file_80[] = {
#embed "../../web/wallets/alipay-app.svg"
};

static const unsigned char file_81[] = {
#embed "../../web/wallets/alipay.svg"
};

static const unsigned char file_82[] = {
#embed "../../web/wallets/baidu.svg"
};

static const unsigned char file_83[] = {
#embed "../../web/wallets/generic.svg"
};

static const unsigned char file_84[] = {
#embed "../../web/wallets/jingtong.svg"
};

static const unsigned char file_85[] = {
#embed "../../web/wallets/social-card.svg"
};

static const unsigned char file_86[] = {
#embed "../../web/wallets/state-id.svg"
};

static const unsigned char file_87[] = {
#embed "../../web/wallets/wechat.svg"
};

static const struct web_file files[] = {
    {"answer/answer.css", file_0, sizeof file_0},
    {"answer/answer.js", file_1, sizeof file_1},
    {"answer/index.html", file_2, sizeof file_2},
    {"demo/demo.css", file_3, sizeof file_3},
    {"demo/demo.js", file_4, sizeof file_4},
    {"demo/desk.js", file_5, sizeof file_5},
    {"demo/facts.js", file_6, sizeof file_6},
    {"demo/finish.js", file_7, sizeof file_7},
    {"demo/id-token.js", file_8, sizeof file_8},
    {"demo/index.html", file_9, sizeof file_9},
    {"demo/logo.svg", file_10, sizeof file_10},
    {"demo/person.js", file_11, sizeof file_11},
    {"demo/pkce.js", file_12, sizeof file_12},
    {"demo/portals.js", file_13, sizeof file_13},
    {"demo/raw.js", file_14, sizeof file_14},
    {"demo/services.js", file_15, sizeof file_15},
    {"demo/views.js", file_16, sizeof file_16},
    {"demo/ways.js", file_17, sizeof file_17},
    {"device/device.js", file_18, sizeof file_18},
    {"device/index.html", file_19, sizeof file_19},
    {"element/memory.js", file_20, sizeof file_20},
    {"element/qr-login.css", file_21, sizeof file_21},
    {"element/qr-login.js", file_22, sizeof file_22},
    {"element/request.js", file_23, sizeof file_23},
    {"element/sheets.js", file_24, sizeof file_24},
    {"error/error.js", file_25, sizeof file_25},
    {"error/index.html", file_26, sizeof file_26},
    {"favicon.svg", file_27, sizeof file_27},
    {"landing/index.html", file_28, sizeof file_28},
    {"landing/landing.js", file_29, sizeof file_29},
    {"login/index.html", file_30, sizeof file_30},
    {"login/login.js", file_31, sizeof file_31},
    {"login/sign-on.css", file_32, sizeof file_32},
    {"logout/index.html", file_33, sizeof file_33},
    {"logout/logout.css", file_34, sizeof file_34},
    {"logout/logout.js", file_35, sizeof file_35},
    {"openapi.yaml", file_36, sizeof file_36},
    {"phone/asks.js", file_37, sizeof file_37},
    {"phone/camera.js", file_38, sizeof file_38},
    {"phone/cards.css", file_39, sizeof file_39},
    {"phone/device.js", file_40, sizeof file_40},
    {"phone/end-screen.js", file_41, sizeof file_41},
    {"phone/face-screen.js", file_42, sizeof file_42},
    {"phone/inbox.js", file_43, sizeof file_43},
    {"phone/index.html", file_44, sizeof file_44},
    {"phone/phone.css", file_45, sizeof file_45},
    {"phone/phone.js", file_46, sizeof file_46},
    {"phone/request-screen.js", file_47, sizeof file_47},
    {"phone/requester.js", file_48, sizeof file_48},
    {"phone/sign-ins-screen.js", file_49, sizeof file_49},
    {"phone/start-screen.js", file_50, sizeof file_50},
    {"phone/statement.js", file_51, sizeof file_51},
    {"phone/wallet.js", file_52, sizeof file_52},
    {"shared/api.js", file_53, sizeof file_53},
    {"shared/base64url.js", file_54, sizeof file_54},
    {"shared/center.css", file_55, sizeof file_55},
    {"shared/countdown.js", file_56, sizeof file_56},
    {"shared/dom.js", file_57, sizeof file_57},
    {"shared/icons.js", file_58, sizeof file_58},
    {"shared/login-session.js", file_59, sizeof file_59},
    {"shared/login-view.css", file_60, sizeof file_60},
    {"shared/login-view.js", file_61, sizeof file_61},
    {"shared/page.css", file_62, sizeof file_62},
    {"shared/pauses.js", file_63, sizeof file_63},
    {"shared/qr.js", file_64, sizeof file_64},
    {"shared/refusals.js", file_65, sizeof file_65},
    {"shared/sign-on.js", file_66, sizeof file_66},
    {"shared/texts.js", file_67, sizeof file_67},
    {"shared/texts/answer.js", file_68, sizeof file_68},
    {"shared/texts/demo.js", file_69, sizeof file_69},
    {"shared/texts/device.js", file_70, sizeof file_70},
    {"shared/texts/landing.js", file_71, sizeof file_71},
    {"shared/texts/login.js", file_72, sizeof file_72},
    {"shared/texts/logout.js", file_73, sizeof file_73},
    {"shared/texts/phone.js", file_74, sizeof file_74},
    {"shared/theme.css", file_75, sizeof file_75},
    {"shared/typed-code.js", file_76, sizeof file_76},
    {"shared/wallet-list.js", file_77, sizeof file_77},
    {"terms/face-notice/index.html", file_78, sizeof file_78},
    {"terms/face-notice/notice.css", file_79, sizeof file_79},
    {"wallets/alipay-app.svg", file_80, sizeof file_80},
    {"wallets/alipay.svg", file_81, sizeof file_81},
    {"wallets/baidu.svg", file_82, sizeof file_82},
    {"wallets/generic.svg", file_83, sizeof file_83},
    {"wallets/jingtong.svg", file_84, sizeof file_84},
    {"wallets/social-card.svg", file_85, sizeof file_85},
    {"wallets/state-id.svg", file_86, sizeof file_86},
    {"wallets/wechat.svg", file_87, sizeof file_87},
};

int web_file_count(void) { return sizeof files / sizeof files[0]; }

struct web_file web_file(int index) { return files[index]; }
