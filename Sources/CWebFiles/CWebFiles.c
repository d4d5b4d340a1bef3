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
#embed "../../web/demo/certify/certify.css"
};

static const unsigned char file_4[] = {
#embed "../../web/demo/certify/certify.js"
};

static const unsigned char file_5[] = {
#embed "../../web/demo/certify/index.html"
};

static const unsigned char file_6[] = {
#embed "../../web/demo/demo.css"
};

static const unsigned char file_7[] = {
#embed "../../web/demo/demo.js"
};

static const unsigned char file_8[] = {
#embed "../../web/demo/desk.js"
};

static const unsigned char file_9[] = {
#embed "../../web/demo/facts.js"
};

static const unsigned char file_10[] = {
#embed "../../web/demo/finish.js"
};

static const unsigned char file_11[] = {
#embed "../../web/demo/id-token.js"
};

static const unsigned char file_12[] = {
#embed "../../web/demo/index.html"
};

static const unsigned char file_13[] = {
#embed "../../web/demo/logo.svg"
};

static const unsigned char file_14[] = {
#embed "../../web/demo/person.js"
};

static const unsigned char file_15[] = {
#embed "../../web/demo/pkce.js"
};

static const unsigned char file_16[] = {
#embed "../../web/demo/portals.js"
};

static const unsigned char file_17[] = {
#embed "../../web/demo/portals/city.css"
};

static const unsigned char file_18[] = {
#embed "../../web/demo/portals/city.js"
};

static const unsigned char file_19[] = {
#embed "../../web/demo/portals/city.svg"
};

static const unsigned char file_20[] = {
#embed "../../web/demo/portals/exam.css"
};

static const unsigned char file_21[] = {
#embed "../../web/demo/portals/exam.js"
};

static const unsigned char file_22[] = {
#embed "../../web/demo/portals/exam.svg"
};

static const unsigned char file_23[] = {
#embed "../../web/demo/portals/gate.svg"
};

static const unsigned char file_24[] = {
#embed "../../web/demo/portals/generic.css"
};

static const unsigned char file_25[] = {
#embed "../../web/demo/portals/generic.js"
};

static const unsigned char file_26[] = {
#embed "../../web/demo/portals/lake.svg"
};

static const unsigned char file_27[] = {
#embed "../../web/demo/portals/province-ways.js"
};

static const unsigned char file_28[] = {
#embed "../../web/demo/portals/province.css"
};

static const unsigned char file_29[] = {
#embed "../../web/demo/portals/province.js"
};

static const unsigned char file_30[] = {
#embed "../../web/demo/portals/province.svg"
};

static const unsigned char file_31[] = {
#embed "../../web/demo/portals/student.css"
};

static const unsigned char file_32[] = {
#embed "../../web/demo/portals/student.js"
};

static const unsigned char file_33[] = {
#embed "../../web/demo/portals/student.svg"
};

static const unsigned char file_34[] = {
#embed "../../web/demo/portals/tax.css"
};

static const unsigned char file_35[] = {
#embed "../../web/demo/portals/tax.js"
};

static const unsigned char file_36[] = {
#embed "../../web/demo/portals/tax.svg"
};

static const unsigned char file_37[] = {
#embed "../../web/demo/portrait.js"
};

static const unsigned char file_38[] = {
#embed "../../web/demo/raw.js"
};

static const unsigned char file_39[] = {
#embed "../../web/demo/send-portrait.js"
};

static const unsigned char file_40[] = {
#embed "../../web/demo/services.js"
};

static const unsigned char file_41[] = {
#embed "../../web/demo/views.js"
};

static const unsigned char file_42[] = {
#embed "../../web/demo/ways.js"
};

static const unsigned char file_43[] = {
#embed "../../web/device/device.js"
};

static const unsigned char file_44[] = {
#embed "../../web/device/index.html"
};

static const unsigned char file_45[] = {
#embed "../../web/element/came-back.js"
};

static const unsigned char file_46[] = {
#embed "../../web/element/memory.js"
};

static const unsigned char file_47[] = {
#embed "../../web/element/qr-login.css"
};

static const unsigned char file_48[] = {
#embed "../../web/element/qr-login.js"
};

static const unsigned char file_49[] = {
#embed "../../web/element/request.js"
};

static const unsigned char file_50[] = {
#embed "../../web/element/sheets.js"
};

static const unsigned char file_51[] = {
#embed "../../web/error/error.js"
};

static const unsigned char file_52[] = {
#embed "../../web/error/index.html"
};

static const unsigned char file_53[] = {
#embed "../../web/favicon.svg"
};

static const unsigned char file_54[] = {
#embed "../../web/landing/index.html"
};

static const unsigned char file_55[] = {
#embed "../../web/landing/landing.css"
};

static const unsigned char file_56[] = {
#embed "../../web/landing/landing.js"
};

static const unsigned char file_57[] = {
#embed "../../web/login/index.html"
};

static const unsigned char file_58[] = {
#embed "../../web/login/login.js"
};

static const unsigned char file_59[] = {
#embed "../../web/login/sign-on.css"
};

static const unsigned char file_60[] = {
#embed "../../web/logout/index.html"
};

static const unsigned char file_61[] = {
#embed "../../web/logout/logout.css"
};

static const unsigned char file_62[] = {
#embed "../../web/logout/logout.js"
};

static const unsigned char file_63[] = {
#embed "../../web/openapi.yaml"
};

static const unsigned char file_64[] = {
#embed "../../web/phone/asks.js"
};

static const unsigned char file_65[] = {
#embed "../../web/phone/camera.js"
};

static const unsigned char file_66[] = {
#embed "../../web/phone/capture-screen.js"
};

static const unsigned char file_67[] = {
#embed "../../web/phone/capture.js"
};

static const unsigned char file_68[] = {
#embed "../../web/phone/cards.css"
};

static const unsigned char file_69[] = {
#embed "../../web/phone/colours.js"
};

static const unsigned char file_70[] = {
#embed "../../web/phone/confirmation.js"
};

static const unsigned char file_71[] = {
#embed "../../web/phone/credential-card.js"
};

static const unsigned char file_72[] = {
#embed "../../web/phone/credential-screen.js"
};

static const unsigned char file_73[] = {
#embed "../../web/phone/credential-step.js"
};

static const unsigned char file_74[] = {
#embed "../../web/phone/credentials-screen.js"
};

static const unsigned char file_75[] = {
#embed "../../web/phone/credentials.css"
};

static const unsigned char file_76[] = {
#embed "../../web/phone/credentials.js"
};

static const unsigned char file_77[] = {
#embed "../../web/phone/device.js"
};

static const unsigned char file_78[] = {
#embed "../../web/phone/devices-screen.js"
};

static const unsigned char file_79[] = {
#embed "../../web/phone/documents.js"
};

static const unsigned char file_80[] = {
#embed "../../web/phone/end-screen.js"
};

static const unsigned char file_81[] = {
#embed "../../web/phone/face-advice.js"
};

static const unsigned char file_82[] = {
#embed "../../web/phone/face-drawing.js"
};

static const unsigned char file_83[] = {
#embed "../../web/phone/face-screen.js"
};

static const unsigned char file_84[] = {
#embed "../../web/phone/face-step.js"
};

static const unsigned char file_85[] = {
#embed "../../web/phone/face.css"
};

static const unsigned char file_86[] = {
#embed "../../web/phone/inbox.js"
};

static const unsigned char file_87[] = {
#embed "../../web/phone/index.html"
};

static const unsigned char file_88[] = {
#embed "../../web/phone/issue-screens.js"
};

static const unsigned char file_89[] = {
#embed "../../web/phone/issue.js"
};

static const unsigned char file_90[] = {
#embed "../../web/phone/kept.js"
};

static const unsigned char file_91[] = {
#embed "../../web/phone/login.js"
};

static const unsigned char file_92[] = {
#embed "../../web/phone/moment.js"
};

static const unsigned char file_93[] = {
#embed "../../web/phone/organisation-step.js"
};

static const unsigned char file_94[] = {
#embed "../../web/phone/oval.js"
};

static const unsigned char file_95[] = {
#embed "../../web/phone/phone.css"
};

static const unsigned char file_96[] = {
#embed "../../web/phone/phone.js"
};

static const unsigned char file_97[] = {
#embed "../../web/phone/pictures.js"
};

static const unsigned char file_98[] = {
#embed "../../web/phone/pin-lock.js"
};

static const unsigned char file_99[] = {
#embed "../../web/phone/pin-step.js"
};

static const unsigned char file_100[] = {
#embed "../../web/phone/portrait-box.js"
};

static const unsigned char file_101[] = {
#embed "../../web/phone/portrait-step.js"
};

static const unsigned char file_102[] = {
#embed "../../web/phone/profile.css"
};

static const unsigned char file_103[] = {
#embed "../../web/phone/profile.js"
};

static const unsigned char file_104[] = {
#embed "../../web/phone/receipts-screen.js"
};

static const unsigned char file_105[] = {
#embed "../../web/phone/receipts.js"
};

static const unsigned char file_106[] = {
#embed "../../web/phone/removed.js"
};

static const unsigned char file_107[] = {
#embed "../../web/phone/request-screen.js"
};

static const unsigned char file_108[] = {
#embed "../../web/phone/requester.js"
};

static const unsigned char file_109[] = {
#embed "../../web/phone/shelves.js"
};

static const unsigned char file_110[] = {
#embed "../../web/phone/sign-ins-screen.js"
};

static const unsigned char file_111[] = {
#embed "../../web/phone/stage.js"
};

static const unsigned char file_112[] = {
#embed "../../web/phone/start-screen.js"
};

static const unsigned char file_113[] = {
#embed "../../web/phone/statement.js"
};

static const unsigned char file_114[] = {
#embed "../../web/phone/step-screen.js"
};

static const unsigned char file_115[] = {
#embed "../../web/phone/steps.css"
};

static const unsigned char file_116[] = {
#embed "../../web/phone/steps.js"
};

static const unsigned char file_117[] = {
#embed "../../web/phone/tone.js"
};

static const unsigned char file_118[] = {
#embed "../../web/phone/unknown-wallet-screen.js"
};

static const unsigned char file_119[] = {
#embed "../../web/phone/verification-step.js"
};

static const unsigned char file_120[] = {
#embed "../../web/phone/visit-screen.js"
};

static const unsigned char file_121[] = {
#embed "../../web/phone/wallet.js"
};

static const unsigned char file_122[] = {
#embed "../../web/phone/warnings.js"
};

static const unsigned char file_123[] = {
#embed "../../web/return/index.html"
};

static const unsigned char file_124[] = {
#embed "../../web/return/return.js"
};

static const unsigned char file_125[] = {
#embed "../../web/shared/api.js"
};

static const unsigned char file_126[] = {
#embed "../../web/shared/asker.js"
};

static const unsigned char file_127[] = {
#embed "../../web/shared/base64url.js"
};

static const unsigned char file_128[] = {
#embed "../../web/shared/center.css"
};

static const unsigned char file_129[] = {
#embed "../../web/shared/countdown.js"
};

static const unsigned char file_130[] = {
#embed "../../web/shared/dom.js"
};

static const unsigned char file_131[] = {
#embed "../../web/shared/icons.js"
};

static const unsigned char file_132[] = {
#embed "../../web/shared/kept.js"
};

static const unsigned char file_133[] = {
#embed "../../web/shared/login-session.js"
};

static const unsigned char file_134[] = {
#embed "../../web/shared/login-view.css"
};

static const unsigned char file_135[] = {
#embed "../../web/shared/login-view.js"
};

static const unsigned char file_136[] = {
#embed "../../web/shared/open-app.js"
};

static const unsigned char file_137[] = {
#embed "../../web/shared/page.css"
};

static const unsigned char file_138[] = {
#embed "../../web/shared/pauses.js"
};

static const unsigned char file_139[] = {
#embed "../../web/shared/qr.js"
};

static const unsigned char file_140[] = {
#embed "../../web/shared/refusals.js"
};

static const unsigned char file_141[] = {
#embed "../../web/shared/return-claims.js"
};

static const unsigned char file_142[] = {
#embed "../../web/shared/scan-ways.css"
};

static const unsigned char file_143[] = {
#embed "../../web/shared/scan-ways.js"
};

static const unsigned char file_144[] = {
#embed "../../web/shared/seams.js"
};

static const unsigned char file_145[] = {
#embed "../../web/shared/sign-on.js"
};

static const unsigned char file_146[] = {
#embed "../../web/shared/stage.css"
};

static const unsigned char file_147[] = {
#embed "../../web/shared/stage.js"
};

static const unsigned char file_148[] = {
#embed "../../web/shared/texts.js"
};

static const unsigned char file_149[] = {
#embed "../../web/shared/texts/answer.js"
};

static const unsigned char file_150[] = {
#embed "../../web/shared/texts/certify.js"
};

static const unsigned char file_151[] = {
#embed "../../web/shared/texts/demo.js"
};

static const unsigned char file_152[] = {
#embed "../../web/shared/texts/demo/city.js"
};

static const unsigned char file_153[] = {
#embed "../../web/shared/texts/demo/exam.js"
};

static const unsigned char file_154[] = {
#embed "../../web/shared/texts/demo/generic.js"
};

static const unsigned char file_155[] = {
#embed "../../web/shared/texts/demo/portrait.js"
};

static const unsigned char file_156[] = {
#embed "../../web/shared/texts/demo/province.js"
};

static const unsigned char file_157[] = {
#embed "../../web/shared/texts/demo/student.js"
};

static const unsigned char file_158[] = {
#embed "../../web/shared/texts/demo/tax.js"
};

static const unsigned char file_159[] = {
#embed "../../web/shared/texts/device.js"
};

static const unsigned char file_160[] = {
#embed "../../web/shared/texts/documents.js"
};

static const unsigned char file_161[] = {
#embed "../../web/shared/texts/landing.js"
};

static const unsigned char file_162[] = {
#embed "../../web/shared/texts/login.js"
};

static const unsigned char file_163[] = {
#embed "../../web/shared/texts/logout.js"
};

static const unsigned char file_164[] = {
#embed "../../web/shared/texts/phone.js"
};

static const unsigned char file_165[] = {
#embed "../../web/shared/texts/phone/credentials.js"
};

static const unsigned char file_166[] = {
#embed "../../web/shared/texts/phone/ends.js"
};

static const unsigned char file_167[] = {
#embed "../../web/shared/texts/phone/face.js"
};

static const unsigned char file_168[] = {
#embed "../../web/shared/texts/phone/issue.js"
};

static const unsigned char file_169[] = {
#embed "../../web/shared/texts/phone/steps.js"
};

static const unsigned char file_170[] = {
#embed "../../web/shared/theme.css"
};

static const unsigned char file_171[] = {
#embed "../../web/shared/typed-code.js"
};

static const unsigned char file_172[] = {
#embed "../../web/shared/wallet-tabs.js"
};

static const unsigned char file_173[] = {
#embed "../../web/shared/ways-on.js"
};

static const unsigned char file_174[] = {
#embed "../../web/terms/face-notice/index.html"
};

static const unsigned char file_175[] = {
#embed "../../web/terms/face-notice/notice.css"
};

static const unsigned char file_176[] = {
#embed "../../web/wallets/alipay-app.svg"
};

static const unsigned char file_177[] = {
#embed "../../web/wallets/alipay.svg"
};

static const unsigned char file_178[] = {
#embed "../../web/wallets/baidu.svg"
};

static const unsigned char file_179[] = {
#embed "../../web/wallets/generic.svg"
};

static const unsigned char file_180[] = {
#embed "../../web/wallets/jingtong.svg"
};

static const unsigned char file_181[] = {
#embed "../../web/wallets/social-card.svg"
};

static const unsigned char file_182[] = {
#embed "../../web/wallets/state-id.svg"
};

static const unsigned char file_183[] = {
#embed "../../web/wallets/wechat.svg"
};

static const struct web_file files[] = {
    {"answer/answer.css", file_0, sizeof file_0},
    {"answer/answer.js", file_1, sizeof file_1},
    {"answer/index.html", file_2, sizeof file_2},
    {"demo/certify/certify.css", file_3, sizeof file_3},
    {"demo/certify/certify.js", file_4, sizeof file_4},
    {"demo/certify/index.html", file_5, sizeof file_5},
    {"demo/demo.css", file_6, sizeof file_6},
    {"demo/demo.js", file_7, sizeof file_7},
    {"demo/desk.js", file_8, sizeof file_8},
    {"demo/facts.js", file_9, sizeof file_9},
    {"demo/finish.js", file_10, sizeof file_10},
    {"demo/id-token.js", file_11, sizeof file_11},
    {"demo/index.html", file_12, sizeof file_12},
    {"demo/logo.svg", file_13, sizeof file_13},
    {"demo/person.js", file_14, sizeof file_14},
    {"demo/pkce.js", file_15, sizeof file_15},
    {"demo/portals.js", file_16, sizeof file_16},
    {"demo/portals/city.css", file_17, sizeof file_17},
    {"demo/portals/city.js", file_18, sizeof file_18},
    {"demo/portals/city.svg", file_19, sizeof file_19},
    {"demo/portals/exam.css", file_20, sizeof file_20},
    {"demo/portals/exam.js", file_21, sizeof file_21},
    {"demo/portals/exam.svg", file_22, sizeof file_22},
    {"demo/portals/gate.svg", file_23, sizeof file_23},
    {"demo/portals/generic.css", file_24, sizeof file_24},
    {"demo/portals/generic.js", file_25, sizeof file_25},
    {"demo/portals/lake.svg", file_26, sizeof file_26},
    {"demo/portals/province-ways.js", file_27, sizeof file_27},
    {"demo/portals/province.css", file_28, sizeof file_28},
    {"demo/portals/province.js", file_29, sizeof file_29},
    {"demo/portals/province.svg", file_30, sizeof file_30},
    {"demo/portals/student.css", file_31, sizeof file_31},
    {"demo/portals/student.js", file_32, sizeof file_32},
    {"demo/portals/student.svg", file_33, sizeof file_33},
    {"demo/portals/tax.css", file_34, sizeof file_34},
    {"demo/portals/tax.js", file_35, sizeof file_35},
    {"demo/portals/tax.svg", file_36, sizeof file_36},
    {"demo/portrait.js", file_37, sizeof file_37},
    {"demo/raw.js", file_38, sizeof file_38},
    {"demo/send-portrait.js", file_39, sizeof file_39},
    {"demo/services.js", file_40, sizeof file_40},
    {"demo/views.js", file_41, sizeof file_41},
    {"demo/ways.js", file_42, sizeof file_42},
    {"device/device.js", file_43, sizeof file_43},
    {"device/index.html", file_44, sizeof file_44},
    {"element/came-back.js", file_45, sizeof file_45},
    {"element/memory.js", file_46, sizeof file_46},
    {"element/qr-login.css", file_47, sizeof file_47},
    {"element/qr-login.js", file_48, sizeof file_48},
    {"element/request.js", file_49, sizeof file_49},
    {"element/sheets.js", file_50, sizeof file_50},
    {"error/error.js", file_51, sizeof file_51},
    {"error/index.html", file_52, sizeof file_52},
    {"favicon.svg", file_53, sizeof file_53},
    {"landing/index.html", file_54, sizeof file_54},
    {"landing/landing.css", file_55, sizeof file_55},
    {"landing/landing.js", file_56, sizeof file_56},
    {"login/index.html", file_57, sizeof file_57},
    {"login/login.js", file_58, sizeof file_58},
    {"login/sign-on.css", file_59, sizeof file_59},
    {"logout/index.html", file_60, sizeof file_60},
    {"logout/logout.css", file_61, sizeof file_61},
    {"logout/logout.js", file_62, sizeof file_62},
    {"openapi.yaml", file_63, sizeof file_63},
    {"phone/asks.js", file_64, sizeof file_64},
    {"phone/camera.js", file_65, sizeof file_65},
    {"phone/capture-screen.js", file_66, sizeof file_66},
    {"phone/capture.js", file_67, sizeof file_67},
    {"phone/cards.css", file_68, sizeof file_68},
    {"phone/colours.js", file_69, sizeof file_69},
    {"phone/confirmation.js", file_70, sizeof file_70},
    {"phone/credential-card.js", file_71, sizeof file_71},
    {"phone/credential-screen.js", file_72, sizeof file_72},
    {"phone/credential-step.js", file_73, sizeof file_73},
    {"phone/credentials-screen.js", file_74, sizeof file_74},
    {"phone/credentials.css", file_75, sizeof file_75},
    {"phone/credentials.js", file_76, sizeof file_76},
    {"phone/device.js", file_77, sizeof file_77},
    {"phone/devices-screen.js", file_78, sizeof file_78},
    {"phone/documents.js", file_79, sizeof file_79},
    {"phone/end-screen.js", file_80, sizeof file_80},
    {"phone/face-advice.js", file_81, sizeof file_81},
    {"phone/face-drawing.js", file_82, sizeof file_82},
    {"phone/face-screen.js", file_83, sizeof file_83},
    {"phone/face-step.js", file_84, sizeof file_84},
    {"phone/face.css", file_85, sizeof file_85},
    {"phone/inbox.js", file_86, sizeof file_86},
    {"phone/index.html", file_87, sizeof file_87},
    {"phone/issue-screens.js", file_88, sizeof file_88},
    {"phone/issue.js", file_89, sizeof file_89},
    {"phone/kept.js", file_90, sizeof file_90},
    {"phone/login.js", file_91, sizeof file_91},
    {"phone/moment.js", file_92, sizeof file_92},
    {"phone/organisation-step.js", file_93, sizeof file_93},
    {"phone/oval.js", file_94, sizeof file_94},
    {"phone/phone.css", file_95, sizeof file_95},
    {"phone/phone.js", file_96, sizeof file_96},
    {"phone/pictures.js", file_97, sizeof file_97},
    {"phone/pin-lock.js", file_98, sizeof file_98},
    {"phone/pin-step.js", file_99, sizeof file_99},
    {"phone/portrait-box.js", file_100, sizeof file_100},
    {"phone/portrait-step.js", file_101, sizeof file_101},
    {"phone/profile.css", file_102, sizeof file_102},
    {"phone/profile.js", file_103, sizeof file_103},
    {"phone/receipts-screen.js", file_104, sizeof file_104},
    {"phone/receipts.js", file_105, sizeof file_105},
    {"phone/removed.js", file_106, sizeof file_106},
    {"phone/request-screen.js", file_107, sizeof file_107},
    {"phone/requester.js", file_108, sizeof file_108},
    {"phone/shelves.js", file_109, sizeof file_109},
    {"phone/sign-ins-screen.js", file_110, sizeof file_110},
    {"phone/stage.js", file_111, sizeof file_111},
    {"phone/start-screen.js", file_112, sizeof file_112},
    {"phone/statement.js", file_113, sizeof file_113},
    {"phone/step-screen.js", file_114, sizeof file_114},
    {"phone/steps.css", file_115, sizeof file_115},
    {"phone/steps.js", file_116, sizeof file_116},
    {"phone/tone.js", file_117, sizeof file_117},
    {"phone/unknown-wallet-screen.js", file_118, sizeof file_118},
    {"phone/verification-step.js", file_119, sizeof file_119},
    {"phone/visit-screen.js", file_120, sizeof file_120},
    {"phone/wallet.js", file_121, sizeof file_121},
    {"phone/warnings.js", file_122, sizeof file_122},
    {"return/index.html", file_123, sizeof file_123},
    {"return/return.js", file_124, sizeof file_124},
    {"shared/api.js", file_125, sizeof file_125},
    {"shared/asker.js", file_126, sizeof file_126},
    {"shared/base64url.js", file_127, sizeof file_127},
    {"shared/center.css", file_128, sizeof file_128},
    {"shared/countdown.js", file_129, sizeof file_129},
    {"shared/dom.js", file_130, sizeof file_130},
    {"shared/icons.js", file_131, sizeof file_131},
    {"shared/kept.js", file_132, sizeof file_132},
    {"shared/login-session.js", file_133, sizeof file_133},
    {"shared/login-view.css", file_134, sizeof file_134},
    {"shared/login-view.js", file_135, sizeof file_135},
    {"shared/open-app.js", file_136, sizeof file_136},
    {"shared/page.css", file_137, sizeof file_137},
    {"shared/pauses.js", file_138, sizeof file_138},
    {"shared/qr.js", file_139, sizeof file_139},
    {"shared/refusals.js", file_140, sizeof file_140},
    {"shared/return-claims.js", file_141, sizeof file_141},
    {"shared/scan-ways.css", file_142, sizeof file_142},
    {"shared/scan-ways.js", file_143, sizeof file_143},
    {"shared/seams.js", file_144, sizeof file_144},
    {"shared/sign-on.js", file_145, sizeof file_145},
    {"shared/stage.css", file_146, sizeof file_146},
    {"shared/stage.js", file_147, sizeof file_147},
    {"shared/texts.js", file_148, sizeof file_148},
    {"shared/texts/answer.js", file_149, sizeof file_149},
    {"shared/texts/certify.js", file_150, sizeof file_150},
    {"shared/texts/demo.js", file_151, sizeof file_151},
    {"shared/texts/demo/city.js", file_152, sizeof file_152},
    {"shared/texts/demo/exam.js", file_153, sizeof file_153},
    {"shared/texts/demo/generic.js", file_154, sizeof file_154},
    {"shared/texts/demo/portrait.js", file_155, sizeof file_155},
    {"shared/texts/demo/province.js", file_156, sizeof file_156},
    {"shared/texts/demo/student.js", file_157, sizeof file_157},
    {"shared/texts/demo/tax.js", file_158, sizeof file_158},
    {"shared/texts/device.js", file_159, sizeof file_159},
    {"shared/texts/documents.js", file_160, sizeof file_160},
    {"shared/texts/landing.js", file_161, sizeof file_161},
    {"shared/texts/login.js", file_162, sizeof file_162},
    {"shared/texts/logout.js", file_163, sizeof file_163},
    {"shared/texts/phone.js", file_164, sizeof file_164},
    {"shared/texts/phone/credentials.js", file_165, sizeof file_165},
    {"shared/texts/phone/ends.js", file_166, sizeof file_166},
    {"shared/texts/phone/face.js", file_167, sizeof file_167},
    {"shared/texts/phone/issue.js", file_168, sizeof file_168},
    {"shared/texts/phone/steps.js", file_169, sizeof file_169},
    {"shared/theme.css", file_170, sizeof file_170},
    {"shared/typed-code.js", file_171, sizeof file_171},
    {"shared/wallet-tabs.js", file_172, sizeof file_172},
    {"shared/ways-on.js", file_173, sizeof file_173},
    {"terms/face-notice/index.html", file_174, sizeof file_174},
    {"terms/face-notice/notice.css", file_175, sizeof file_175},
    {"wallets/alipay-app.svg", file_176, sizeof file_176},
    {"wallets/alipay.svg", file_177, sizeof file_177},
    {"wallets/baidu.svg", file_178, sizeof file_178},
    {"wallets/generic.svg", file_179, sizeof file_179},
    {"wallets/jingtong.svg", file_180, sizeof file_180},
    {"wallets/social-card.svg", file_181, sizeof file_181},
    {"wallets/state-id.svg", file_182, sizeof file_182},
    {"wallets/wechat.svg", file_183, sizeof file_183},
};

int web_file_count(void) { return sizeof files / sizeof files[0]; }

struct web_file web_file(int index) { return files[index]; }
