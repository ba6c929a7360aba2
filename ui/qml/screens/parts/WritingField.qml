import "../../components"

// A box of the form that asks for keys while it is written in.
Field {
    id: root

    required property Question question
    property string keys: "pinyin"

    keyboard: question.vm.keyboard
    onActiveChanged: question.writing(active ? keys : "")
}
