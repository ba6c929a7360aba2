import "../../../../ui/qml/theme"
import "../../../../ui/qml/components"
import QtQuick

PageFrame {
    station: "白音塔拉嘎查便民服务站"
    role: "政务服务自助终端"
    step: 5
    steps: 6
    stepWord: "核对签字"
    title: "都对的话，请签名"
    Facts { width: parent.width; rows: [{label: "办什么", value: "养老保险待遇资格认证"}, {label: "谁办", value: "其其*"}, {label: "联系电话", value: "没有填"}] }
    MaterialTile { width: parent.width; number: 1; name: "居民身份证"; hint: "刚才读过了"; chips: [{text: "读卡", pictogram: "idcard"}] }
    Banner { width: parent.width; tone: "accent"; pictogram: "info"; title: "签名只用在这张表上"; body: "改一个字，签名就作废，要重签。" }
    aside: [
        SignaturePad {
            objectName: "pad"
            width: parent.width
            prompt: "请用手指在这里写名字"
            clearText: "重写"
            strokes: [[[1000, 3000, 0], [3000, 6000, 90], [4500, 2500, 180]], [[5000, 5000, 400], [8000, 4200, 600]]]
        },
        ChoiceButton { width: parent.width; text: "不会写字，按手印"; hint: "请叫工作人员"; pictogram: "hand" }
    ]
    actions: [SecondaryButton { text: "我要改"; pictogram: "pen" }, PrimaryButton { text: "交上去" }]
}
