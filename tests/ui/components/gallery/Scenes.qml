import "../../../../ui/qml/theme"
import "../../../../ui/qml/components"
import QtQuick

PageFrame {
    station: "白音塔拉嘎查便民服务站"
    role: "政务服务自助终端"
    Split {
        width: parent.width
        columns: 2
        KioskScene { stage: "reading"; paperText: "出纸口"; socialText: "社保卡口"; slotText: "正在读"; maximumHeight: 400 }
        KioskScene { stage: "insert"; slot: "social"; paperText: "出纸口"; socialText: "社保卡口"; cardText: "芯片朝上"; maximumHeight: 400 }
        KioskScene { stage: "insert"; slot: "social"; paperText: "出纸口"; socialText: "社保卡口"; cardText: "芯片朝上"; maximumHeight: 400 }
        KioskScene { stage: "done"; slot: "social"; paperText: "出纸口"; socialText: "社保卡口"; takeText: "可以拿走"; maximumHeight: 400 }
        TakeScene { card: false }
        TakeScene { paper: false }
        PrinterScene { stage: "out" }
        PrinterFault { width: 400; fault: "P21" }
    }
}
