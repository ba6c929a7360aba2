import "../../../../ui/qml/theme"
import "../../../../ui/qml/components"

PageFrame {
    station: "家门口 Doorstep"
    role: "政务服务自助终端"
    tools: ["larger", "louder"]
    footer: ["helpline", "staff"]

    AttractScene { width: parent.width; maximumHeight: Theme.portrait ? (Theme.large ? 480 : 700) : 540 }
    TextLabel { width: parent.width; text: "白音塔拉嘎查便民服务站"; size: "xxl"; strong: true; align: "center"; fitted: true }
    TextLabel { width: parent.width; text: "乌拉特中旗　站点编码 150824 100 205"; tone: "muted"; align: "center" }

    aside: [
        Split {
            width: parent.width
            columns: 3
            spacing: 24
            LanguageTile { text: "中文"; hint: "点这里开始" }
            LanguageTile { vertical: "ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ"; verticalHint: "ᠡᠬᠢᠯᠡᠬᠦ" }
            LanguageTile { text: "English"; hint: "Touch to start" }
        },
        TextLabel { width: parent.width; text: "这里能办：养老、低保、医保、补贴、打证明……共 85 件事"; align: "center" }
    ]
}
