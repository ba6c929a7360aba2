import "../../../../ui/qml/theme"
import "../../../../ui/qml/components"
import QtQuick

PageFrame {
    station: "维护　终端自检"
    role: "150824 100 205 · 版本 0.1.0"
    tools: ["larger"]
    title: "能接待，身份证要手录"
    Split {
        width: parent.width
        columns: 3
        CountPanel { count: 9; text: "通过"; tone: "done" }
        CountPanel { count: 2; text: "留意"; tone: "warn" }
        CountPanel { count: 1; text: "不通过"; tone: "bad" }
    }
    Stack {
        width: parent.width
        spacing: 8
        CheckRow { width: parent.width; name: "身份证读卡器"; value: "安全模块没有应答"; remedy: "拔插 USB 线，再点“重测”；仍不行换 SAM 卡。"; code: "C 03"; tone: "bad" }
        CheckRow { width: parent.width; name: "回执打印机"; value: "纸快完了，约剩 40 张"; remedy: "备一卷 80 毫米热敏纸。"; code: "P 12"; tone: "warn" }
        CheckRow { width: parent.width; name: "社保卡读卡器"; value: "PC/SC，读测试卡 1.2 秒" }
        CheckRow { width: parent.width; name: "磁盘"; value: "剩 41 GB，写入 3 毫秒" }
    }
    actions: [PrimaryButton { text: "重测一遍"; pictogram: "refresh" }, SecondaryButton { text: "打印就绪单"; pictogram: "printer" }, SecondaryButton { text: "存到 U 盘"; pictogram: "usb" }]
}
